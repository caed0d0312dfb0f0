namespace Insight.Api.OpenApi;

/// <summary>What the OpenAPI document says of one resource and method; stands beside the code that answers it.</summary>
/// <param name="Id">Unique name for generated clients, camelCase.</param>
/// <param name="Tag">Heading under which it is listed.</param>
/// <param name="Summary">One line.</param>
public sealed record Operation(string Id, string Tag, string Summary)
{
    /// <summary>What a caller must know beyond the summary.</summary>
    public string? Description { get; init; }

    /// <summary>Parameters of path and query.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Successful answers by media type; the type gives the schema.</summary>
    public IReadOnlyList<(string MediaType, Type Type)> Answers { get; init; } = [];

    /// <summary>Status of the successful answer.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Type of the request's JSON body, where it has one.</summary>
    public Type? Body { get; init; }

    /// <summary>Media types of the request's body where it is a file.</summary>
    public IReadOnlyList<string> FileTypes { get; init; } = [];

    /// <summary>Statuses of the problems that it can answer, beyond 500.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];

    /// <summary>Whether it needs the steward's key.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>Whether it answers 304 to a known entity tag.</summary>
    public bool HasEntityTag { get; init; } = true;

    /// <summary>Whether it says its permanent link itself; see Citations/PermanentLink.</summary>
    public bool HasPreparedLink { get; init; }

    /// <summary>Names of the query parameters: those that the resource accepts.</summary>
    public IReadOnlyList<string> QueryNames => [.. Parameters.Where(p => !p.IsInPath && !p.IsOpen).Select(p => p.Name)];
}

/// <summary>One parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Meaning, default, accepted forms.</param>
/// <param name="Example">A value that works.</param>
public sealed record Parameter(string Name, string Description, string Example)
{
    /// <summary>Part of the path rather than of the query.</summary>
    public bool IsInPath { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether several values may be given, with commas or by repetition.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether it stands for parameters whose names are data (breakdowns).</summary>
    public bool IsOpen { get; init; }

    /// <summary>The only values, where they are fixed.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Least and greatest value, where it is a whole number.</summary>
    public (int Least, int Most)? Range { get; init; }

    /// <summary>Language of names.</summary>
    public static Parameter Language { get; } =
        new(
            "lang",
            "Adds the name in this language beside the map of all of them; where there is none in it, the Finnish one.",
            "sv") { Words = Requests.Languages.All };

    /// <summary>Time travel.</summary>
    public static Parameter AsOf { get; } =
        new(
            "asOf",
            "Answers from the publication that was current at the end of a day (UTC), at a moment, or from the one with an id. Default: the current one.",
            "2026-12-31");
}
