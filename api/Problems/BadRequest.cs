namespace Insight.Api.Problems;

/// <summary>The caller's errors that more than one slice of the API can meet.</summary>
public static class BadRequest
{
    /// <summary>400: a parameter's value cannot be read or is out of its range.</summary>
    public static ProblemException Parameter(string name, string value, string detail, IReadOnlyList<string>? suggestions = null) =>
        new(new Problem(400, "bad-parameter", "A parameter has a value that it cannot have", detail)
        {
            Parameter = name,
            Value = value,
            Suggestions = suggestions,
        });

    /// <summary>400: the parameter does not exist here; <paramref name="known"/> are those that do.</summary>
    public static ProblemException UnknownParameter(string name, IReadOnlyCollection<string> known) =>
        new(new Problem(
            400,
            "unknown-parameter",
            "A parameter is not known here",
            $"'{Cut(name)}' is not a parameter of this resource; it has {(known.Count == 0 ? "none" : string.Join(", ", known))}.")
        {
            Parameter = Cut(name),
            Suggestions = NearestNames.Of(name, known),
        });

    /// <summary>400: a value names nothing that exists; <paramref name="kind"/> gives the code <c>unknown-kind</c>.</summary>
    public static ProblemException Unknown(string kind, string parameter, string value, IReadOnlyList<string> suggestions, string remedy) =>
        new(new Problem(
            400,
            "unknown-" + kind,
            $"There is no such {kind}",
            $"'{Cut(value)}' is not {(kind is "area" or "indicator" ? "an" : "a")} {kind} of this publication; "
                + (suggestions.Count == 0 ? remedy : $"did you mean {string.Join(" or ", suggestions)}? {remedy}"))
        {
            Parameter = parameter,
            Value = value,
            Suggestions = suggestions,
        });

    /// <summary>400: two parts of the request exclude each other.</summary>
    public static ProblemException Contradictory(
        string parameter, string? value, string detail, IReadOnlyList<string>? suggestions = null) =>
        new(new Problem(400, "contradictory-parameters", "Parts of the request contradict each other", detail)
        {
            Parameter = parameter,
            Value = value,
            Suggestions = suggestions,
        });

    /// <summary>400: a required parameter is absent.</summary>
    public static ProblemException Missing(string parameter, string detail) =>
        new(new Problem(400, "missing-parameter", "A required parameter is missing", detail) { Parameter = parameter });

    /// <summary>404: the path names nothing that exists.</summary>
    public static ProblemException NotFound(string code, string value, string detail, IReadOnlyList<string>? suggestions = null) =>
        new(new Problem(404, code, "There is no such resource", detail) { Value = value, Suggestions = suggestions });

    /// <summary>A text of the caller, cut so that an error message stays readable.</summary>
    public static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
