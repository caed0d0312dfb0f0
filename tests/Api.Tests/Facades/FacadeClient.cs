using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Api.Tests.Facades;

/// <summary>Asks the shared server in the manner of other interfaces' clients.</summary>
internal static class FacadeClient
{
    public static HttpClient Http => SharedServer.Server.Client;

    public static async Task<JsonNode> JsonAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(200), $"{path}: {text}");
        return JsonNode.Parse(text)!;
    }

    public static async Task<string> PostAsync(string path, string body, int status = 200)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await Http.PostAsync(path, content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status), $"{path} {body}: {text}");
        return text;
    }

    /// <summary>The cells of /v1/values: area|period[|members] → value and status.</summary>
    public static async Task<Dictionary<string, (double? Value, string Status)>> ValuesAsync(string query, params string[] breakdowns)
    {
        var answer = await SharedServer.Server.JsonAsync("/v1/values?" + query);
        return answer.GetProperty("rows").EnumerateArray().ToDictionary(
            row => string.Join('|', (string[])[Text(row, "area"), Text(row, "period"), .. breakdowns.Select(b => Text(row, b))]),
            row => (row.GetProperty("value") is { ValueKind: JsonValueKind.Number } n ? n.GetDouble() : (double?)null, Text(row, "status")));
    }

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
