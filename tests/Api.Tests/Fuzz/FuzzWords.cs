namespace Api.Tests.Fuzz;

/// <summary>Values that are good somewhere, and values that are good nowhere.</summary>
internal static class FuzzWords
{
    public static readonly string[] Good =
    [
        "unemployment-rate", "population", "sickness-absence-days-per-fte", "gini", "KU111", "KU016", "111", "MK07", "SSS", "network:paijat-hame-4", "all", "level:municipality", "members:MK07", "members:network:paijat-hame-4",
        "2018", "2009", "2018-12", "2018-Q1", "2017..2018", "2018..", "..2018", "last:1", "last:12", "year", "month", "quarter", "current", "as-was", "as-delivered", "2015-01-01", "at-the-time", "total", "male", "male,female", "json", "csv",
        "json-stat", "sdmx-csv", "xlsx", "parquet", "arrow", "jsonl", "zip", "html", "series", "rows", "fi", "sv", "en", "components", "2026-01-15", "2026-05-31T23:59:59Z", "2026-12-31", "neighbours", "size-class", "grouping", "population:1", "1", "2", "10",
        "statfin", "employment", "added", "revised", "area", "period", "late", "on-time", "unemploy", "region", "network", "country", "naive", "ets",
    ];

    public static readonly string[] Bad =
    [
        "", ",", ",,", " ", "%", "%zz", "%00", "a%00b", "%0d%0aX-Evil:%201", "%ff", "%c0%af", "%ed%a0%80", "%f4%90%80%80", "%u0041", "+", "'", "\"", "'; DROP TABLE x; --", "<script>alert(1)</script>", "%e2%82%ac", "%f0%9f%98%80", "%cc%88%cc%88%cc%88",
        "NaN", "Infinity", "-1", "0", "00", "1e309", "9999999999", "2147483648", "-2147483649", "9223372036854775808", "0x10", "null", "true", "undefined", "[]", "{}", "..%2f..%2fetc%2fpasswd", "..", ".", "...", "*", "?", "#", "%23", "\\", "|", "^",
        "2020..2018", "0000", "0001", "9999", "9999..", "10000", "1499", "3000", "2018-00", "2018-13", "2018-Q0", "2018-Q5", "2018-1", "last:", "last:0", "last:-1", "last:99999999999", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01", "2026-01-15T99:00:00Z", "0001-01-01T00:00:00%2B14:00",
        "9999-12-31T23:59:59-14:00", "level:", "level:x", "members:", "members:members:MK07", "network:", "KU", "KU1111", "ku016", "KU999", "population:-1", "population:1e999", "unemployment-rat", "division", "current,as-was", "json,csv", "0-0", "99999-99999", "1-", "-", "20261121T083005Z-1a2b3c4d",
    ];

    public static readonly string[] Methods = ["GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "FOO", "PROPFIND", "G E T", "X-" + "LONG-METHOD-NAME-THAT-NOBODY-KNOWS"];

    public static readonly (string Name, string[] Values)[] Headers =
    [
        ("Accept", ["*/*", "text/csv", "application/json", "image/png", ";", "application/json;q=x", "text/csv;q=0", "a/b/c", "application/vnd.apache.parquet", "text/*;q=0.5, */*;q=0.1", "\u00e4", "application/json;profile=\"", "text/html", ",,,,"]),
        ("Accept-Encoding", ["gzip", "br", "*", "x;q=9", ",,", "gzip;q=0", "identity;q=0", "gzip;q=nan", "br;q=1;q=2"]),
        ("Accept-Language", ["fi", "xx-yy-zz", "*;q=9"]),
        ("If-None-Match", ["*", "\"x\"", "W/", ",", "\"", "W/\"x\", \"y\"", "\u00ff"]),
        ("If-Modified-Since", ["yesterday", "Sun, 06 Nov 1994 08:49:37 GMT"]),
        ("Range", ["bytes=0-10", "bytes=-1", "bytes=99999999999-", "bytes=5-1", "items=0-1", "bytes=0-0,2-3", "bytes="]),
        ("Prefer", ["respond-async", "respond-async, wait=0", "wait", ";;=,", "respond-async;x=\""]),
        ("Authorization", ["Bearer", "Bearer ", "Bearer x", "Basic eDp5", "bearer \u00e4\u00f6", "Bearer " + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"]),
        ("X-Forwarded-For", ["unknown", "1.2.3", "::1", ",", "\"[2001:db8::1]:80\""]),
        ("Origin", ["null", "https://example.invalid", "\u00e4"]),
        ("Access-Control-Request-Method", ["GET", "POST", "\"", "GET, POST"]),
        ("Last-Event-ID", ["1", "-1", "x", "99999999999999999999"]),
        ("Cookie", ["a=b; c", ";;;;"]),
        ("Expect", ["100-continue", "miracles"]),
        ("Host", ["example.invalid", "a b", "", "[::1", "x:99999999"]),
        ("X-HTTP-Method-Override", ["DELETE"]),
        ("Upgrade", ["h2c", "websocket"]),
    ];

    public static readonly string[] Hosts =
        ["example.invalid", "x:99999999", "x:", "x:0", "a b", "", "[::1", "[::1]:5", "a..b", "-", "xn--", "xn--a", "xn--4ca", "%41", "\u00e4.fi", "a_b", "127.0.0.1:80", "a@b", "a/b", "localhost, localhost", new('h', 300)];

    public static readonly string[] ContentTypes = ["application/json", "application/json", "application/json", "application/json; charset=utf-16", "text/json", "application/json;charset=\"", "text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded", ";", ""];
}
