using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Api.Tests.Fuzz;

/// <summary>Makes requests: of an operation of the OpenAPI document with its examples, then changed in path, query, headers, body, method or framing.</summary>
internal sealed class FuzzRequests
{
    private const int LongText = 20_000;

    private static readonly string[] OtherPaths = ["/", "/index.html", "/assets/x.js", "/swagger", "/swagger/index.html", "/swagger/v1/swagger.json", "/v1", "/v2/values", "/.git/config", "/..%2f..%2fsteward.key", "/V1/VALUES", "//v1//values"];

    private readonly List<Known> known = [];
    private readonly string[] publications;
    private readonly string key;
    private readonly FuzzBodies bodies;

    public FuzzRequests(string document, string[] publications, string key)
    {
        (this.publications, this.key) = (publications, key);
        var root = JsonNode.Parse(document)!;
        bodies = new FuzzBodies(root);
        foreach (var (path, item) in root["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                known.Add(new Known($"{method} {path}", method.ToUpperInvariant(), path, operation!));
            }
        }
    }

    public IEnumerable<string> Operations => known.Select(k => k.Name);

    public FuzzRequest Next(Random random)
    {
        var operation = known[random.Next(known.Count)];
        var method = random.Next(25) == 0 ? Pick(random, FuzzWords.Methods) : operation.Method == "GET" && random.Next(15) == 0 ? "HEAD" : operation.Method;
        var target = random.Next(60) == 0 ? Pick(random, OtherPaths) : Path(operation, random) + Query(operation, random);
        var (body, type) = operation.Node["requestBody"] is { } described || random.Next(40) == 0 ? bodies.Next(operation.Node["requestBody"], random) : ([], null);
        var isBroken = random.Next(40) == 0;
        var isOdd = isBroken || method.Contains(' ', StringComparison.Ordinal) || target.Any(c => c is <= ' ' or > '~');
        var host = random.Next(40) == 0 ? Pick(random, FuzzWords.Hosts) : "localhost";
        isOdd |= host != "localhost";
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{method} {target} HTTP/1.1\r\nHost: {host}\r\n");
        AddHeaders(head, operation, random, ref isOdd);
        if (type is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}\r\n");
        }

        if (body.Length > 0 || method is "POST" or "PUT" or "PATCH")
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        }

        byte[] bytes = [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body];
        return new FuzzRequest(operation.Name, method, isBroken ? Break(bytes, random) : bytes, isOdd, isBroken);
    }

    private string Path(Known operation, Random random)
    {
        var path = operation.Path;
        foreach (var parameter in operation.Parameters.Where(p => (string?)p["in"] == "path"))
        {
            path = path.Replace("{" + parameter["name"] + "}", random.Next(4) == 0 ? Bad(random).Replace(' ', '+') : PathValue(parameter, random), StringComparison.Ordinal);
        }

        return random.Next(40) switch
        {
            0 => path + "/",
            1 => path.Replace("/", "//", StringComparison.Ordinal),
            2 => path + "/" + Pick(random, FuzzWords.Bad).Replace(' ', '+'),
            3 => path.Insert(random.Next(1, path.Length + 1), Pick(random, ["%2f", "%00", "..", "%2e%2e/", "\u00e4", "%", ";x=1", "//", "?", "#"])),
            _ => path,
        };
    }

    private string PathValue(JsonNode parameter, Random random) => random.Next(3) switch
    {
        0 => Pick(random, publications),
        1 => Pick(random, FuzzWords.Good),
        _ => parameter["example"]?.ToString() ?? Pick(random, FuzzWords.Good),
    };

    private string Query(Known operation, Random random)
    {
        var query = new List<string>();
        foreach (var parameter in operation.Parameters.Where(p => (string?)p["in"] == "query"))
        {
            var isRequired = (bool?)parameter["required"] == true;
            if (isRequired ? random.Next(20) > 0 : random.Next(5) == 0)
            {
                query.Add($"{(parameter["example"] is null ? "sex" : parameter["name"])}={Value(parameter, random)}");
            }
        }

        for (var i = random.Next(8) == 0 ? random.Next(1, 4) : 0; i > 0; i--)
        {
            query.Add(Pick(random, ["indicator", "Indicator", "%69ndicator", "", "sex", "age", "\u00e4", "%00", "a[]", "asOf", "format", "q"]) + (random.Next(9) == 0 ? "" : "=") + Any(random));
        }

        if (query.Count > 0 && random.Next(30) == 0)
        {
            query.Add(query[random.Next(query.Count)]);
        }

        return query.Count == 0 ? random.Next(50) == 0 ? "?" : "" : "?" + string.Join(random.Next(100) == 0 ? "&&" : "&", query).Replace(' ', '+');
    }

    private string Value(JsonNode parameter, Random random) => random.Next(10) switch
    {
        0 => Bad(random),
        1 => Any(random),
        2 => Pick(random, publications),
        3 => Mutate(Example(parameter, random), random),
        4 when parameter["schema"]?["enum"] is JsonArray words => words[random.Next(words.Count)]!.ToString(),
        _ => Example(parameter, random),
    };

    private static string Example(JsonNode parameter, Random random) => (string?)parameter["name"] switch
    {
        "indicator" => Pick(random, FuzzWords.Good[..4]),
        "period" when random.Next(2) == 0 => Pick(random, ["2018", "2009", "2018-12", "2017..2018", "last:3"]),
        _ => parameter["example"] switch
        {
            JsonArray list => string.Join(',', list.Select(v => v!.ToString())),
            { } one => one.ToString(),
            null => Pick(random, ["total", "male", "all"]),
        },
    };

    private void AddHeaders(StringBuilder head, Known operation, Random random, ref bool isOdd)
    {
        if (operation.Node["security"] is not null && random.Next(3) > 0)
        {
            head.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {key}\r\n");
        }

        for (var i = random.Next(3) == 0 ? random.Next(1, 4) : 0; i > 0; i--)
        {
            var (name, values) = FuzzWords.Headers[random.Next(FuzzWords.Headers.Length)];
            isOdd |= name is "Expect" or "Host" or "Upgrade";
            head.Append(CultureInfo.InvariantCulture, $"{name}: {(random.Next(60) == 0 ? new string('x', random.Next(LongText)) : Pick(random, values))}\r\n");
        }
    }

    /// <summary>No HTTP any more: bytes changed, taken out or put in, or a head that says something else of the body.</summary>
    private static byte[] Break(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        return random.Next(6) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            2 => [.. bytes[..at], 0, .. bytes[at..]],
            3 => [.. "POST /v1/values/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n"u8, .. bytes],
            4 => [.. "POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n"u8, .. bytes],
            _ => [.. bytes.Select(b => random.Next(200) == 0 ? (byte)random.Next(256) : b)],
        };
    }

    private static string Any(Random random) => random.Next(3) switch
    {
        0 => string.Join(',', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pick(random, FuzzWords.Good))),
        1 => Mutate(Pick(random, FuzzWords.Good), random),
        _ => Bad(random),
    };

    private static string Bad(Random random) => random.Next(60) switch
    {
        0 => new string('a', random.Next(LongText)),
        1 => string.Join(',', Enumerable.Repeat(Pick(random, FuzzWords.Good), random.Next(6000))),
        2 => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => $"%{random.Next(256):X2}")),
        _ => Pick(random, FuzzWords.Bad),
    };

    private static string Mutate(string value, Random random)
    {
        var at = random.Next(value.Length + 1);
        return random.Next(4) switch
        {
            0 => value.Insert(at, ((char)random.Next('!', 0x100)).ToString()),
            1 => value.Length == 0 ? value : value.Remove(Math.Min(at, value.Length - 1), 1),
            2 => string.Concat(Enumerable.Repeat(value, random.Next(1, 40))),
            _ => value.ToUpperInvariant(),
        };
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private sealed record Known(string Name, string Method, string Path, JsonNode Node)
    {
        public IEnumerable<JsonNode> Parameters => Node["parameters"]?.AsArray().OfType<JsonNode>() ?? [];
    }
}
