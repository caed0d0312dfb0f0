using Insight.Api.Problems;

namespace Insight.Api.Facades.Px;

/// <summary>Refusals with the titles by which clients of PxWebApi know them, and beside them our own members: code, parameter, nearest values.</summary>
internal static class PxProblems
{
    /// <summary>404: no such table.</summary>
    public static ProblemException NoTable(string id, IEnumerable<string> known) => NotFound(
        "unknown-table", "Non-existent table", id, $"'{BadRequest.Cut(id)}' is not a table of this publication; they are listed at /px/v2/tables.", NearestNames.Of(id, known));

    /// <summary>404: no such codelist.</summary>
    public static ProblemException NoCodelist(string id, IReadOnlyList<string> known) => NotFound(
        "unknown-codelist", "Non-existent codelist", id, $"'{BadRequest.Cut(id)}' is not a codelist; there are {string.Join(", ", known)}.", NearestNames.Of(id, known));

    /// <summary>404: a page beyond the last one.</summary>
    public static ProblemException NoPage(int page, int last) => NotFound(
        "unknown-page", "Non-existent page", page.ToString(System.Globalization.CultureInfo.InvariantCulture), $"There is no page {page}; the last one is {last}.", null);

    /// <summary>404: the id of a saved query holds none.</summary>
    public static ProblemException NoQuery(string id) => NotFound(
        "unknown-query", "Saved query not found", id, "The id holds no query; save it again by POST /px/v2/savedqueries.", null);

    /// <summary>400: the table has no such variable.</summary>
    public static ProblemException NoVariable(PxShape shape, string variable) => Bad(
        "unknown-variable", "Non-existent variable", variable, variable,
        $"'{BadRequest.Cut(variable)}' is not a variable of {shape.Table.Id}; it has {string.Join(", ", shape.Dimensions.Select(d => d.Code))}.",
        NearestNames.Of(variable, shape.Dimensions.Select(d => d.Code)));

    /// <summary>400: the variable has no such value.</summary>
    public static ProblemException NoValue(PxDimension dimension, string value, IEnumerable<string> known) => Bad(
        "unknown-value", "Non-existent value", dimension.Code, value, $"'{BadRequest.Cut(value)}' is not a value of {dimension.Code}; {NearestNames.Words(value, [.. known])}.", NearestNames.Of(value, known));

    /// <summary>400: the variable has no such codelist.</summary>
    public static ProblemException NoCodelistOf(PxDimension dimension, string codelist, IReadOnlyList<string> known) => Bad(
        "unknown-codelist", "Non-existent codelist", dimension.Code, codelist,
        $"'{BadRequest.Cut(codelist)}' is not a codelist of {dimension.Code}; it has {(known.Count == 0 ? "none" : string.Join(", ", known))}.", NearestNames.Of(codelist, known));

    /// <summary>400: a variable that must be chosen from is not.</summary>
    public static ProblemException Missing(PxDimension dimension) => Bad(
        "missing-selection", "Missing selection for mandantory variable", dimension.Code, null, $"Choose values of {dimension.Code}, for example all by '*' or the latest by 'top(1)'.", null);

    /// <summary>400: a selection expression cannot be read.</summary>
    public static ProblemException BadExpression(PxDimension dimension, string expression) => Bad(
        "bad-expression", "Illegal selection expression", dimension.Code, expression,
        $"'{BadRequest.Cut(expression)}' is not a selection expression; write *, KU*, 20??, top(3), bottom(3), from(2015), to(2018) or [range(2015,2018)].", null);

    /// <summary>400: a range begins after its end.</summary>
    public static ProblemException Reversed(PxDimension dimension, string expression, string turned) => Bad(
        "contradictory-parameters", "Illegal selection expression", dimension.Code, expression, $"'{BadRequest.Cut(expression)}' begins after its end; write {BadRequest.Cut(turned)}.", [turned]);

    /// <summary>400: stub and heading do not hold each chosen variable once.</summary>
    public static ProblemException BadPlacement(string variable, string detail) => Bad("bad-placement", "Illegal placment", "heading", variable, detail, null);

    /// <summary>403: more cells than one answer may have.</summary>
    public static ProblemException TooMany(long cells, int most) => new(new Problem(
        403, "too-many-cells", "Too many cells selected", $"{cells} cells are selected, and at most {most} may be; choose fewer values, or ask /v1/values, which has no such limit.")
    { Value = cells.ToString(System.Globalization.CultureInfo.InvariantCulture) });

    /// <summary>400: no such format, or parameters that it does not take.</summary>
    public static ProblemException BadFormat(string parameter, string value, string detail, IReadOnlyList<string> known) =>
        Bad("unsupported-format", "Unsupported output format", parameter, value, detail, known);

    private static ProblemException Bad(string code, string title, string parameter, string? value, string detail, IReadOnlyList<string>? suggestions) =>
        new(new Problem(400, code, title, detail) { Parameter = parameter, Value = value, Suggestions = suggestions is { Count: 0 } ? null : suggestions });

    private static ProblemException NotFound(string code, string title, string value, string detail, IReadOnlyList<string>? suggestions) =>
        new(new Problem(404, code, title, detail) { Value = value, Suggestions = suggestions is { Count: 0 } ? null : suggestions });
}
