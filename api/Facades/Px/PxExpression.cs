using System.Globalization;
using System.Text.RegularExpressions;

namespace Insight.Api.Facades.Px;

/// <summary>
/// PxWebApi's selection expressions over the values of a dimension: a code, <c>*</c> at an end, <c>?</c> for one sign, <c>top(n,offset)</c> (of periods the
/// latest), <c>bottom(n,offset)</c>, <c>from(x)</c>, <c>to(x)</c>, <c>range(x,y)</c>. Case does not matter.
/// </summary>
internal static partial class PxExpression
{
    /// <summary>Splits a list at its commas, but not at those within square brackets or the brackets of an expression.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var (parts, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                parts.Add(Unwrap(text[start..i].Trim()));
                start = i + 1;
                continue;
            }

            depth += text[i] is '[' or '(' ? 1 : text[i] is ']' or ')' && depth > 0 ? -1 : 0;
        }

        return [.. parts.Where(p => p.Length > 0)];
    }

    /// <summary>Positions of the values of a dimension that an expression means, of those among which may be chosen.</summary>
    /// <exception cref="Problems.ProblemException">400: it cannot be read, names a value that there is not, means none at all, or is a range from a later to an earlier value.</exception>
    public static IReadOnlyList<int> Resolve(PxDimension dimension, IReadOnlyList<int> among, string expression)
    {
        int[] found = [.. Meant(dimension, among, expression)];
        return found.Length > 0 || among.Count == 0 ? found : throw PxProblems.NoValue(dimension, expression, among.Select(i => dimension.Values[i]));
    }

    private static IEnumerable<int> Meant(PxDimension dimension, IReadOnlyList<int> among, string expression)
    {
        if (dimension.IndexOf(CodeOf(dimension, expression)) is var exact and >= 0)
        {
            return among.Contains(exact) ? [exact] : throw PxProblems.NoValue(dimension, expression, among.Select(i => dimension.Values[i]));
        }

        if (Call().Match(expression) is { Success: true } call)
        {
            return Called(dimension, among, expression, call.Groups[1].Value.ToLowerInvariant(), call.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries));
        }

        return expression.AsSpan().IndexOfAny('*', '?') >= 0
            ? Masked(dimension, among, expression)
            : throw PxProblems.NoValue(dimension, expression, among.Select(i => dimension.Values[i]));
    }

    private static string Unwrap(string text) => text.StartsWith('[') && text.EndsWith(']') ? text[1..^1].Trim() : text;

    private static IEnumerable<int> Called(PxDimension dimension, IReadOnlyList<int> among, string expression, string name, string[] arguments) => (name, arguments.Length) switch
    {
        ("top", 1 or 2) => Some(dimension, among, expression, arguments, fromEnd: dimension.Role == PxRole.Time),
        ("bottom", 1 or 2) => Some(dimension, among, expression, arguments, fromEnd: dimension.Role != PxRole.Time),
        ("from", 1) => among.Skip(Place(dimension, among, expression, arguments[0])),
        ("to", 1) => among.Take(Place(dimension, among, expression, arguments[0]) + 1),
        ("range", 2) => Between(dimension, among, expression, arguments),
        _ => throw PxProblems.BadExpression(dimension, expression),
    };

    private static IEnumerable<int> Between(PxDimension dimension, IReadOnlyList<int> among, string expression, string[] arguments)
    {
        var (first, last) = (Place(dimension, among, expression, arguments[0]), Place(dimension, among, expression, arguments[1]));
        return first <= last ? among.Skip(first).Take(last - first + 1) : throw PxProblems.Reversed(dimension, expression, $"range({arguments[1]},{arguments[0]})");
    }

    private static IEnumerable<int> Some(PxDimension dimension, IReadOnlyList<int> among, string expression, string[] arguments, bool fromEnd)
    {
        var offset = 0;
        if (!int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0
            || (arguments.Length > 1 && !int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out offset)))
        {
            throw PxProblems.BadExpression(dimension, expression);
        }

        return fromEnd ? among.SkipLast(offset).TakeLast(count) : among.Skip(offset).Take(count);
    }

    private static int Place(PxDimension dimension, IReadOnlyList<int> among, string expression, string code)
    {
        var index = dimension.IndexOf(CodeOf(dimension, code));
        var place = among.TakeWhile(i => i != index).Count();
        return place < among.Count ? place : throw PxProblems.NoValue(dimension, code.Length == 0 ? expression : code, dimension.Values);
    }

    private static IEnumerable<int> Masked(PxDimension dimension, IReadOnlyList<int> among, string expression)
    {
        var stars = expression.Count(c => c == '*');
        var hasStarWithin = stars > 0 && expression.Trim('*').Contains('*');
        if (stars > 2 || hasStarWithin || (stars == 2 && expression.Length > 1 && !(expression.StartsWith('*') && expression.EndsWith('*'))))
        {
            throw PxProblems.BadExpression(dimension, expression);
        }

        var mask = new Regex(
            "^" + Regex.Escape(expression).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
        return among.Where(i => mask.IsMatch(dimension.Values[i]));
    }

    /// <summary>A period may also be written as elsewhere here: 2018-12 for 2018M12.</summary>
    private static string CodeOf(PxDimension dimension, string text) =>
        dimension.Role == PxRole.Time && Warehouse.Periods.Period.TryParse(text, out var period) ? PxTable.PeriodCode(period) : text;

    [GeneratedRegex(@"^(\w+)\((.*)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Call();
}
