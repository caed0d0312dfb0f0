using System.Text;
using System.Text.Json;
using Api.Tests.Lake;

namespace Api.Tests;

/// <summary>Whatever is asked, the answer is an answer or a problem, never a failure of the server.</summary>
[TestFixture]
internal sealed class FuzzTests
{
    private const int Questions = 6000;

    private static readonly string[] Paths =
    [
        "/v1/values", "/v1/values", "/v1/values", "/v1/values", "/v1/comparison", "/v1/change", "/v1/contributions", "/v1/targets", "/v1/targets/progress", "/v1/lineage", "/v1/areas", "/v1/indicators", "/v1/themes", "/v1/sources", "/v1/publications", "/v1/runs",
        "/v1/areas/KU111", "/v1/indicators/population", "/v1/areas/%F0%9F%98%80", "/v1/publications/x/changes", "/v1/runs/x/events", "/v1/values/", "/V1/VALUES", "/v1//values",
    ];

    private static readonly string[] Names =
        ["indicator", "indicator", "area", "period", "frequency", "division", "sex", "asOf", "format", "include", "lang", "level", "q", "theme", "limit", "from", "to", "peers", "features", "source", "state", "", "Indicator", "%69ndicator", "\u00e4"];

    private static readonly string[] Values =
    [
        "unemployment-rate", "population", "sickness-absence-days-per-fte", "gini", "KU111", "ku016", "111", "0", "-1", "9999999999", "all", "level:municipality", "level:", "members:MK07", "members:SSS", "members:",
        "members:members:MK07", "network:paijat-hame-4", "2018", "2009", "2018-12", "2018-Q1", "2018..2020", "2020..2018", "..", "...", "..2018", "2018..", "1499", "3000", "2018-00", "last:1", "last:99999", "last:-1", "last:",
        "year", "month", "quarter", "neighbours", "size-class", "grouping", "population:1", "population:-1", "current", "as-was", "2026-01-01", "total", "male", "female", "2026-01-15", "2026-05-31T23:59:59Z", "9999-12-31", "0001-01-01", "json", "csv", "components", "fi", "de",
        "", ",", ",,", "%", "%zz", "%00", "%0d%0a", "%ff", "+", "'", "\"", "'; DROP TABLE x; --", "<script>", "\u20ac", "NaN", "1e309", "null", "..%2f..%2fetc%2fpasswd", "x", "*",
    ];

    [Test]
    public async Task Random_questions_never_make_the_server_fail()
    {
        var random = new Random(20261121);
        var failures = new List<string>();
        var statuses = new SortedDictionary<int, int>();
        for (var i = 0; i < Questions; i++)
        {
            var question = Question(random);
            using var request = new HttpRequestMessage(Method(random), new Uri(question, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = false }));
            Decorate(request, random);
            using var response = await SharedServer.Server.Client.SendAsync(request);
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (status >= 500 || !await IsWellFormedAsync(response, request.Method))
            {
                failures.Add($"{status} {request.Method} {question}");
            }
        }

        Assert.That(failures, Is.Empty);
        Assert.That(statuses.GetValueOrDefault(200), Is.GreaterThan(Questions / 50), "a fair part of the questions must be good ones, or nothing is tried");
        TestContext.Out.WriteLine(string.Join(", ", statuses.Select(s => $"{s.Key}: {s.Value}")));
    }

    private static string Question(Random random)
    {
        var text = new StringBuilder(SharedServer.Server.Client.BaseAddress!.ToString().TrimEnd('/')).Append(Pick(random, Paths)).Append('?');
        if (random.Next(3) > 0)
        {
            text.Append("indicator=").Append(Values[random.Next(4)]);
        }

        for (var i = random.Next(4); i > 0; i--)
        {
            text.Append('&').Append(Pick(random, Names)).Append(random.Next(20) == 0 ? "" : "=").Append(Value(random));
        }

        return text.ToString();
    }

    private static string Value(Random random)
    {
        var value = string.Join(',', Enumerable.Range(0, 1 + (random.Next(3) / 2)).Select(_ => Pick(random, Values)));
        return random.Next(10) == 0 ? Mutate(value, random) : value;
    }

    private static string Mutate(string value, Random random)
    {
        var at = random.Next(value.Length + 1);
        return random.Next(3) switch
        {
            0 => value.Insert(at, ((char)random.Next(0x21, 0x2FF)).ToString()),
            1 => value.Remove(Math.Min(at, Math.Max(0, value.Length - 1)), Math.Min(1, value.Length)),
            _ => string.Concat(Enumerable.Repeat(value, random.Next(1, 40))),
        };
    }

    private static HttpMethod Method(Random random) => random.Next(20) switch
    {
        0 => HttpMethod.Head,
        1 => HttpMethod.Options,
        2 => HttpMethod.Put,
        _ => HttpMethod.Get,
    };

    private static void Decorate(HttpRequestMessage request, Random random)
    {
        if (random.Next(4) == 0)
        {
            request.Headers.TryAddWithoutValidation("Accept", Pick(random, ["text/csv", "*/*", "image/png", ";", "application/json;q=x", "text/csv;q=0", "a/b/c"]));
            request.Headers.TryAddWithoutValidation("Accept-Encoding", Pick(random, ["gzip", "br", "*", "x;q=9", ",,", "gzip;q=0"]));
            request.Headers.TryAddWithoutValidation("If-None-Match", Pick(random, ["*", "\"x\"", "W/", ",", "\""]));
        }
    }

    private static async Task<bool> IsWellFormedAsync(HttpResponseMessage response, HttpMethod method)
    {
        if (method == HttpMethod.Head || (int)response.StatusCode is 204 or 304)
        {
            return true;
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        var isProblem = (int)response.StatusCode >= 400;
        if (isProblem && type != "application/problem+json")
        {
            return false;
        }

        if (type is "application/json" or "application/problem+json" && response.Content.Headers.ContentEncoding.Count == 0)
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            return !isProblem || document.RootElement.GetProperty("code").GetString() is { Length: > 0 };
        }

        return true;
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
