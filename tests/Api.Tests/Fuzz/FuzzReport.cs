using System.Text;
using System.Text.Json;

namespace Api.Tests.Fuzz;

/// <summary>What was sent and what came back, and whether it may.</summary>
internal sealed class FuzzReport
{
    /// <summary>The codes of answers 503 and 501 (what SDMX-REST has and this server does not) that a working server gives.</summary>
    private static readonly HashSet<string> Healthy = ["not-implemented", "forecasts-busy", "exports-busy", "jobs-busy", "runs-not-here"];

    private readonly SortedDictionary<int, int> statuses = [];
    private readonly SortedDictionary<string, int> codes = new(StringComparer.Ordinal);
    private readonly HashSet<string> operations = new(StringComparer.Ordinal);
    private readonly List<string> failures = [];
    private readonly Dictionary<string, double> milliseconds = [];

    public int Total { get; private set; }

    /// <summary>The failures of the server itself first.</summary>
    public IReadOnlyList<string> Failures => [.. failures.OrderByDescending(f => f.Contains("internal-error", StringComparison.Ordinal) || f.Contains(": 500 ", StringComparison.Ordinal))];

    public IReadOnlyCollection<string> Operations => operations;

    public string Text => $"{Total} requests; statuses (0: closed without an answer) {string.Join(", ", statuses.Select(s => $"{s.Key}: {s.Value}"))}; problems {string.Join(", ", codes.Select(c => $"{c.Key}: {c.Value}"))}";

    public int Count(int status) => statuses.GetValueOrDefault(status);

    /// <summary>Milliseconds by operation, the longest first.</summary>
    public string Slowest => string.Join(", ", milliseconds.OrderByDescending(m => m.Value).Take(8).Select(m => FormattableString.Invariant($"{m.Key} {m.Value:F0} ms")));

    public void Add(FuzzRequest request, FuzzAnswer answer, TimeSpan took)
    {
        milliseconds[request.Operation] = milliseconds.GetValueOrDefault(request.Operation) + took.TotalMilliseconds;
        Total++;
        operations.Add(request.Operation);
        statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
        if (WhatIsWrong(request, answer) is { } wrong)
        {
            failures.Add($"{wrong}: {answer.Status} to {request.Shown}: {Encoding.UTF8.GetString(answer.Body, 0, Math.Min(answer.Body.Length, 300))}");
        }
    }

    private string? WhatIsWrong(FuzzRequest request, FuzzAnswer answer)
    {
        var type = answer.Headers.GetValueOrDefault("Content-Type") ?? "";
        if (answer.Status == 0)
        {
            return request.IsOdd ? null : "no answer to a whole request";
        }

        if (answer.Body.Length == 0)
        {
            // Kestrel itself answers what is no HTTP, without a body.
            return answer.Status >= 500 && !(request.Method == "HEAD" && answer.Status is 501 or 503) ? "the server failed" : null;
        }

        if (answer.Headers.ContainsKey("Content-Encoding") || !type.Contains("json", StringComparison.Ordinal) || type.Contains("ndjson", StringComparison.Ordinal))
        {
            return answer.Status >= 400 && !IsReportOfRows(answer.Status, type) ? "a problem that is none" : null;
        }

        return IsJson(answer.Body, out var document) ? OfJson(answer.Status, type, document) : "not JSON";
    }

    private string? OfJson(int status, string type, JsonElement document)
    {
        if (status < 400)
        {
            return null;
        }

        if (!type.StartsWith("application/problem+json", StringComparison.Ordinal) || !document.TryGetProperty("code", out var code))
        {
            return "a problem that is none";
        }

        codes[code.GetString()!] = codes.GetValueOrDefault(code.GetString()!) + 1;
        return status >= 500 && !Healthy.Contains(code.GetString()!) ? "the server failed" : null;
    }

    /// <summary>Whoever delivers with format=csv gets the refused rows as CSV, not a problem.</summary>
    private static bool IsReportOfRows(int status, string type) => status == 422 && type.StartsWith("text/csv", StringComparison.Ordinal);

    private static bool IsJson(byte[] body, out JsonElement document)
    {
        try
        {
            document = JsonDocument.Parse(body).RootElement;
            return true;
        }
        catch (JsonException)
        {
            document = default;
            return false;
        }
    }
}
