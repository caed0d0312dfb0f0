using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Api.Tests.Fuzz;

/// <summary>Makes bodies: what a schema asks for, then changed.</summary>
internal sealed class FuzzBodies(JsonNode document)
{
    private const int Deepest = 5;

    public (byte[] Body, string Type) Next(JsonNode? described, Random random)
    {
        var type = FuzzWords.ContentTypes[random.Next(FuzzWords.ContentTypes.Length)];
        var text = described is null ? "{}" : Of(described["content"]!.AsObject().First().Value!["schema"]!, random, 0)?.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "null";
        return (random.Next(12) switch
        {
            0 => [.. Enumerable.Range(0, random.Next(200)).Select(_ => (byte)random.Next(256))],
            1 => Encoding.UTF8.GetBytes(new string('[', random.Next(1, 500)) + text),
            2 => Encoding.UTF8.GetBytes(text[..random.Next(text.Length + 1)]),
            3 => Encoding.UTF8.GetBytes(new string(' ', random.Next(70_000)) + text),
            4 => [.. Encoding.UTF8.GetBytes(text), 0xff, 0],
            5 => Encoding.Unicode.GetBytes(text),
            6 => Changed(Encoding.UTF8.GetBytes(text), random),
            _ => Encoding.UTF8.GetBytes(text),
        }, type);
    }

    private static byte[] Changed(byte[] bytes, Random random)
    {
        for (var i = random.Next(1, 5); i > 0 && bytes.Length > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private JsonNode? Of(JsonNode schema, Random random, int depth)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return Of(document["components"]!["schemas"]![reference.Split('/')[^1]]!, random, depth);
        }

        if (depth > Deepest || random.Next(14) == 0)
        {
            return Other(random);
        }

        var types = schema["type"] is JsonArray several ? several.Select(t => (string)t!).ToArray() : [(string?)schema["type"] ?? "string"];
        return types[random.Next(types.Length)] switch
        {
            "object" => Members(schema, random, depth),
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Of(schema["items"] ?? new JsonObject(), random, depth + 1))]),
            "integer" => random.Next(6) == 0 ? long.MaxValue : random.Next(-1, 40),
            "number" => random.NextDouble() * 100,
            "boolean" => random.Next(2) == 0,
            "null" => null,
            _ => Text(random),
        };
    }

    private JsonObject Members(JsonNode schema, Random random, int depth)
    {
        var made = new JsonObject();
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            if (random.Next(3) > 0)
            {
                made[name] = Of(member!, random, depth + 1);
            }
        }

        if (schema["additionalProperties"] is not null)
        {
            made["indicator"] = FuzzWords.Good[random.Next(4)];
            made[FuzzWords.Good[random.Next(FuzzWords.Good.Length)]] = Other(random);
            made[new[] { "area", "period", "sex", "format", "asOf", "id" }[random.Next(6)]] = Text(random);
        }

        if (random.Next(12) == 0)
        {
            made["\u0000x"] = Other(random);
        }

        return made;
    }

    private static JsonNode? Other(Random random) => random.Next(8) switch
    {
        0 => null,
        1 => random.Next(),
        2 => 1e300,
        3 => true,
        4 => new JsonArray(1, "a", new JsonObject()),
        5 => new JsonObject { ["a"] = new JsonArray() },
        6 => new string('x', random.Next(3000)),
        _ => Text(random),
    };

    private static string Text(Random random) => random.Next(4) == 0
        ? Uri.UnescapeDataString(FuzzWords.Bad[random.Next(FuzzWords.Bad.Length)])
        : FuzzWords.Good[random.Next(FuzzWords.Good.Length)];
}
