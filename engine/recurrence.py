"""Interim (helper delivers the real one)."""
from __future__ import annotations
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from itertools import takewhile
from zoneinfo import ZoneInfo
from dateutil.rrule import rrulestr, rruleset
from .item import AllDay, EventItem, ItemError, Repeating, Slot, Timed, differing

_WD = ["MO","TU","WE","TH","FR","SA","SU"]

def read_lines(lines, first, zone):
    allday = isinstance(first, AllDay)
    zone = "" if allday else zone
    local = _local(first.start, zone)
    rules, extra, out = [], set(), set()
    for line in lines:
        name, _, value = line.partition(":")
        kind = name.split(";")[0].upper()
        if kind in ("RRULE", "EXRULE"):
            rules.append(kind + ":" + _canon(value.upper(), local, zone, first))
        else:
            for text in value.split(","):
                (extra if kind == "RDATE" else out).add(_slot(text, name, allday, zone))
    when = Repeating(first, tuple(sorted(rules)), zone)
    extra = tuple(sorted(s for s in extra if not has_slot(when, s)))
    when = replace(when, extra=extra)
    return when, frozenset(s for s in out if has_slot(when, s))

def _slot(text, name, allday, zone):
    if allday:
        return datetime.strptime(text[:8], "%Y%m%d").date()
    m = datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")
    tz = re.search("TZID=([^;:]+)", name)
    z = timezone.utc if text.endswith("Z") else ZoneInfo(tz[1] if tz else zone)
    return m.replace(tzinfo=z).astimezone(timezone.utc)

def _canon(value, local, zone, first):
    parts = dict(p.split("=") for p in value.split(";"))
    if parts.get("INTERVAL") == "1":
        parts.pop("INTERVAL")
    if not (parts["FREQ"] == "WEEKLY" and "INTERVAL" in parts and "," in parts.get("BYDAY", "")):
        parts.pop("WKST", None)
    elif parts.get("WKST") == "MO":
        parts.pop("WKST")
    if parts["FREQ"] == "WEEKLY" and "BYDAY" not in parts:
        parts["BYDAY"] = _WD[local.weekday()]
    if parts["FREQ"] == "MONTHLY" and not {"BYDAY", "BYMONTHDAY"} & set(parts):
        parts["BYMONTHDAY"] = str(local.day)
    if "UNTIL" in parts:
        text = parts["UNTIL"]
        if text.endswith("Z") and zone:
            m = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
            text = m.strftime("%Y%m%dT%H%M%S")
        elif len(text) == 8:
            text += "T235959"
        parts["UNTIL"] = text.rstrip("Z")
        rule = rrulestr(";".join(f"{k}={v}" for k, v in parts.items()), dtstart=local)
        last = None
        for last in rule: pass
        parts["UNTIL"] = last.strftime("%Y%m%d")
    order = ["FREQ", "INTERVAL", "UNTIL", "COUNT"]
    return ";".join(f"{k}={parts[k]}" for k in sorted(parts, key=lambda k: (order.index(k) if k in order else 9, k)))

def _local(slot, zone):
    if not isinstance(slot, datetime):
        return datetime.combine(slot, time())
    return slot.astimezone(ZoneInfo(zone)).replace(tzinfo=None)

@lru_cache(maxsize=512)
def _set(when):
    rs = rruleset(cache=True)
    local = _local(when.first.start, when.zone)
    for rule in when.rules:
        kind, text = rule.split(":")
        text = re.sub(r"UNTIL=(\d{8})", r"UNTIL=\1T235959", text)
        r = rrulestr(text, dtstart=local)
        (rs.rrule if kind == "RRULE" else rs.exrule)(r)
    if not when.rules:
        rs.rdate(local)
    for s in when.extra:
        rs.rdate(_local(s, when.zone))
    return rs

def write_lines(when, without=()):
    out = []
    for rule in when.rules:
        if when.zone:
            def u(m):
                d = datetime.strptime(m[1], "%Y%m%d").replace(hour=23, minute=59, second=59, tzinfo=ZoneInfo(when.zone))
                return "UNTIL=" + d.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
            rule = re.sub(r"UNTIL=(\d{8})", u, rule)
        out.append(rule)
    for kind, ss in (("RDATE", when.extra), ("EXDATE", sorted(without))):
        if ss:
            if when.zone:
                out.append(f"{kind};TZID={when.zone}:" + ",".join(_local(s, when.zone).strftime("%Y%m%dT%H%M%S") for s in ss))
            else:
                out.append(f"{kind};VALUE=DATE:" + ",".join(s.strftime("%Y%m%d") for s in ss))
    return out

def slots(when):
    for local in _set(when):
        if when.zone:
            yield local.replace(tzinfo=ZoneInfo(when.zone)).astimezone(timezone.utc)
        else:
            yield local.date()

def has_slot(when, slot):
    if isinstance(slot, datetime) != bool(when.zone):
        return False
    return slot in takewhile(lambda s: s <= slot, slots(when))

def span_at(when, slot):
    return type(when.first)(slot, slot + (when.first.stop - when.first.start))

def _template(item, slot):
    return replace(item, when=span_at(item.when, slot), exceptions=())

def occurrence(item, slot):
    return dict(item.exceptions).get(slot, _template(item, slot)) if slot not in dict(item.exceptions) else dict(item.exceptions)[slot]

def with_occurrences(item, occurrences):
    kept = {s: o for s, o in occurrences.items() if has_slot(item.when, s) and o != _template(item, s)}
    return replace(item, exceptions=tuple(sorted(kept.items(), key=lambda p: p[0])))

def follow(base, series):
    out = {}
    for slot, exc in base.exceptions:
        if not has_slot(series.when, slot):
            continue
        if exc is not None:
            old, new = _template(base, slot), _template(series, slot)
            exc = replace(new, **{n: getattr(exc, n) for n in differing(exc, old)})
        out[slot] = exc
    return with_occurrences(series, out)
