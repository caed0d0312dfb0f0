using Insight.Api.Problems;
using Microsoft.AspNetCore.WebUtilities;

namespace Insight.Api.Requests;

/// <summary>
/// The query string, read strictly: names are exact, lists are written with commas or by repetition, nothing is ignored. What a resource
/// does not know is refused with the nearest name.
/// </summary>
public sealed class RequestQuery
{
    /// <summary>The longest query string that is read, in characters.</summary>
    public const int Longest = 16_384;

    private const int MostValues = 5_000;

    private readonly List<(string Name, List<string> Values)> parameters = [];

    private RequestQuery()
    {
    }

    /// <summary>The names that occur, in order of their first occurrence.</summary>
    public IEnumerable<string> Names => parameters.Select(p => p.Name);

    /// <summary>Reads a request's query in which only the given names may occur.</summary>
    /// <exception cref="ProblemException">An unknown name, an empty value, or a query that is too long.</exception>
    public static RequestQuery Of(HttpRequest request, IReadOnlyCollection<string> known)
    {
        var query = Open(request);
        query.RefuseOthers(known);
        return query;
    }

    /// <summary>Reads a request's query; the caller must <see cref="RefuseOthers"/> once it knows the names that may occur.</summary>
    public static RequestQuery Open(HttpRequest request)
    {
        var text = request.QueryString.Value ?? "";
        if (text.Length > Longest)
        {
            throw new ProblemException(StatusProblems.Of(StatusCodes.Status414UriTooLong, request));
        }

        var query = new RequestQuery();
        foreach (var pair in new QueryStringEnumerable(text))
        {
            query.Add(pair.DecodeName().ToString(), pair.DecodeValue().Span);
        }

        return query;
    }

    /// <summary>Refuses names that are not among the given ones.</summary>
    public void RefuseOthers(IReadOnlyCollection<string> known)
    {
        foreach (var (name, _) in parameters)
        {
            if (!known.Contains(name))
            {
                throw BadRequest.UnknownParameter(name, known);
            }
        }
    }

    /// <summary>All values of a parameter in the order of writing; empty where it does not occur.</summary>
    public IReadOnlyList<string> List(string name)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name == name)
            {
                return parameter.Values;
            }
        }

        return [];
    }

    /// <summary>The one value of a parameter, or null where it does not occur.</summary>
    /// <exception cref="ProblemException">It occurs with two different values.</exception>
    public string? Single(string name)
    {
        var values = List(name);
        return values.Count == 0 ? null
            : values.All(v => v == values[0]) ? values[0]
            : throw BadRequest.Contradictory(name, string.Join(',', values), $"'{name}' takes one value, and {values.Count} are given.");
    }

    /// <summary>The one value of a parameter that must be one of a few words; null where it does not occur.</summary>
    public string? OneOf(string name, IReadOnlyList<string> words)
    {
        var value = Single(name);
        return value is null || words.Contains(value)
            ? value
            : throw NotAWord(name, value, words);
    }

    /// <summary>All values of a parameter, each of which must be one of a few words.</summary>
    public IReadOnlyList<string> EachOf(string name, IReadOnlyList<string> words)
    {
        foreach (var value in List(name))
        {
            if (!words.Contains(value))
            {
                throw NotAWord(name, value, words);
            }
        }

        return List(name);
    }

    /// <summary>The value of a parameter as free text, commas included; null where it does not occur.</summary>
    public string? Text(string name) => List(name) is { Count: > 0 } values ? string.Join(',', values) : null;

    /// <summary>The one value of a parameter as a whole number within bounds; the default where it does not occur.</summary>
    public int Number(string name, int least, int most, int otherwise)
    {
        var value = Single(name);
        return value is null
            ? otherwise
            : int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most
                ? number
                : throw BadRequest.Parameter(
                    name, value, $"'{BadRequest.Cut(value)}' is not a value of '{name}'; it is a whole number from {least} to {most}.");
    }

    private static ProblemException NotAWord(string name, string value, IReadOnlyList<string> words) =>
        BadRequest.Parameter(
            name, value, $"'{BadRequest.Cut(value)}' is not a value of '{name}'; it is one of {string.Join(", ", words)}.", words);

    private void Add(string name, ReadOnlySpan<char> value)
    {
        if (value.Contains('\0'))
        {
            throw BadRequest.Parameter(BadRequest.Cut(name), value.ToString(), $"'{BadRequest.Cut(name)}' has a NUL character (%00), which stands in no text; leave it out.");
        }

        var values = ValuesOf(name);
        foreach (var range in value.Split(','))
        {
            var item = value[range].Trim();
            if (item.IsEmpty)
            {
                throw BadRequest.Parameter(
                    name, value.ToString(), $"'{BadRequest.Cut(name)}' has an empty value; leave the parameter out or give it one.");
            }

            values.Add(item.ToString());
        }

        if (values.Count > MostValues)
        {
            throw BadRequest.Parameter(name, "", $"'{BadRequest.Cut(name)}' has more than {MostValues} values.");
        }
    }

    private List<string> ValuesOf(string name)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Name == name)
            {
                return parameter.Values;
            }
        }

        var added = (name, new List<string>());
        parameters.Add(added);
        return added.Item2;
    }
}
