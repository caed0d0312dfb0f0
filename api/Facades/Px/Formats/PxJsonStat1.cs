using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>JSON-stat 1.x as PxWeb's first interface writes it: the data set under <c>dataset</c>, ids, sizes and roles within <c>dimension</c>.</summary>
internal static class PxJsonStat1
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(Stream stream, PxAnswer answer)
    {
        using var second = new MemoryStream();
        await PxJsonStat.WriteDataAsync(second, answer);
        var dataset = JsonNode.Parse(second.ToArray())!.AsObject();
        var dimension = dataset["dimension"]!.AsObject();
        foreach (var name in (string[])["id", "size", "role"])
        {
            var moved = dataset[name];
            dataset.Remove(name);
            dimension[name] = moved;
        }

        foreach (var name in (string[])["version", "class", "href", "note"])
        {
            dataset.Remove(name);
        }

        var text = new JsonObject { ["dataset"] = dataset }.ToJsonString(new JsonSerializerOptions { Encoder = Answers.Json.Options.Encoder });
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }
}
