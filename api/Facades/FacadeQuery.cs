using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Api.Values;
using Microsoft.AspNetCore.WebUtilities;

namespace Insight.Api.Facades;

/// <summary>
/// The query string of a request in another interface's manner: names in any case, values as they are written (commas may belong to them), names
/// with a part in brackets such as <c>valuecodes[area]</c>. What the interface does not have is refused.
/// </summary>
internal sealed class FacadeQuery
{
    private readonly List<(string Name, string Value)> pairs = [];

    /// <summary>Reads a request's query in which only the given names may occur; a name that ends in <c>[]</c> may have a part in brackets.</summary>
    /// <exception cref="ProblemException">An unknown name, or a query that is too long.</exception>
    public static FacadeQuery Of(HttpRequest request, IReadOnlyCollection<string> known)
    {
        var text = request.QueryString.Value ?? "";
        if (text.Length > RequestQuery.Longest)
        {
            throw new ProblemException(StatusProblems.Of(StatusCodes.Status414UriTooLong, request));
        }

        var query = new FacadeQuery();
        foreach (var pair in new QueryStringEnumerable(text))
        {
            var name = pair.DecodeName().ToString();
            if (!known.Contains(BracketOf(name) is null ? name : name[..name.IndexOf('[')] + "[]", StringComparer.OrdinalIgnoreCase))
            {
                throw BadRequest.UnknownParameter(name, known);
            }

            query.pairs.Add((name, pair.DecodeValue().ToString()));
        }

        return query;
    }

    /// <summary>The one value of a parameter; null where it does not occur or is empty.</summary>
    /// <exception cref="ProblemException">It occurs with different values.</exception>
    public string? Single(string name)
    {
        var values = pairs.Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && p.Value.Length > 0).Select(p => p.Value).Distinct().ToList();
        return values.Count <= 1
            ? values.FirstOrDefault()
            : throw BadRequest.Contradictory(name, string.Join(',', values), $"'{name}' takes one value, and {values.Count} are given.");
    }

    /// <summary>All values of a parameter, written with commas or by repetition.</summary>
    public IReadOnlyList<string> List(string name) =>
        [.. pairs.Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).SelectMany(p => p.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The values of <c>name[part]</c> by part, in the order of writing; a repeated part is one text with commas.</summary>
    public IReadOnlyList<(string Part, string Value)> Parts(string name) =>
        [.. pairs.Where(p => BracketOf(p.Name) is not null && p.Name[..p.Name.IndexOf('[')].Equals(name, StringComparison.OrdinalIgnoreCase))
            .GroupBy(p => BracketOf(p.Name)!, StringComparer.OrdinalIgnoreCase)
            .Select(g => (g.Key, string.Join(',', g.Select(p => p.Value))))];

    /// <summary>The value of a parameter that must be one of a few words, in any case; null where it does not occur.</summary>
    public string? OneOf(string name, IReadOnlyList<string> words)
    {
        var value = Single(name);
        return value is null
            ? null
            : words.FirstOrDefault(w => w.Equals(value, StringComparison.OrdinalIgnoreCase))
                ?? throw BadRequest.Parameter(name, value, $"'{BadRequest.Cut(value)}' is not a value of '{name}'; it is one of {string.Join(", ", words)}.", words);
    }

    /// <summary>The municipal division that is asked for; null where none is.</summary>
    public DivisionQuery? Division(Publication publication) => Single(DivisionQuery.Parameters[0].Name) is { } asked ? DivisionQuery.Named(publication, asked) : null;

    /// <summary>The value of a parameter as a whole number within bounds; the default where it does not occur.</summary>
    public int Number(string name, int least, int most, int otherwise)
    {
        var value = Single(name);
        return value is null
            ? otherwise
            : int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw BadRequest.Parameter(name, value, $"'{BadRequest.Cut(value)}' is not a value of '{name}'; it is a whole number from {least} to {most}.");
    }

    private static string? BracketOf(string name)
    {
        var open = name.IndexOf('[');
        return open > 0 && name.EndsWith(']') && name.Length > open + 2 ? name[(open + 1)..^1] : null;
    }
}
