using System.Text.Json.Serialization;

namespace Insight.Api.Problems;

/// <summary>The one shape of every error answer (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Code">Stable kebab-case code that a program may branch on, for example <c>unknown-area</c>.</param>
/// <param name="Title">What kind of problem it is, the same for every occurrence of the code.</param>
/// <param name="Detail">What was wrong this time and what to do about it.</param>
public sealed record Problem(
    [property: JsonPropertyOrder(1)] int Status,
    [property: JsonPropertyOrder(3)] string Code,
    [property: JsonPropertyOrder(0)] string Title,
    [property: JsonPropertyOrder(2)] string Detail)
{
    /// <summary>The media type of a problem.</summary>
    public const string MediaType = "application/problem+json";

    private const int LongestEcho = 100;

    private readonly string? value;

    /// <summary>URI of the problem's kind: <c>urn:insight:problem:</c> and the code.</summary>
    [JsonPropertyOrder(-1)]
    public string Type => "urn:insight:problem:" + Code;

    /// <summary>The request parameter that is at fault, where one is.</summary>
    [JsonPropertyOrder(4)]
    public string? Parameter { get; init; }

    /// <summary>What the parameter held, cut to 100 characters.</summary>
    [JsonPropertyOrder(5)]
    public string? Value
    {
        get => value;
        init => this.value = value is { Length: > LongestEcho } ? value[..LongestEcho] + "…" : value;
    }

    /// <summary>The nearest valid values, best first; absent where there are none to name.</summary>
    [JsonPropertyOrder(6)]
    public IReadOnlyList<string>? Suggestions { get; init; }

    /// <summary>Rows of a delivery that were refused before it was given up; absent elsewhere.</summary>
    [JsonPropertyOrder(8)]
    public IReadOnlyList<BadRow>? BadRows { get; init; }

    /// <summary>Identifies the request in the server's log (errors of the server only).</summary>
    [JsonPropertyOrder(7)]
    public string? TraceId { get; init; }

    /// <summary>Seconds after which to ask again; sent as <c>Retry-After</c>.</summary>
    [JsonIgnore]
    public int? RetryAfter { get; init; }
}
