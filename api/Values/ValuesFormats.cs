using Insight.Api.Problems;
using Insight.Api.Requests;
using Microsoft.Net.Http.Headers;

namespace Insight.Api.Values;

/// <summary>Chooses the format of values: the parameter <c>format</c> before the header <c>Accept</c>, JSON where neither says.</summary>
internal static class ValuesFormats
{
    /// <summary>Media type of CSV answers.</summary>
    public const string CsvType = "text/csv; charset=utf-8; header=present";

    private static readonly string[] Words = ["json", "csv"];

    /// <summary>The format that a request asks for.</summary>
    /// <exception cref="ProblemException">406: it accepts none that we have.</exception>
    public static ValuesFormat Of(RequestQuery query, HttpRequest request) => query.OneOf("format", Words) switch
    {
        "json" => ValuesFormat.Json,
        "csv" => ValuesFormat.Csv,
        _ => request.Headers.Accept.Count == 0 ? ValuesFormat.Json : OfHeader(request.Headers.Accept!),
    };

    private static ValuesFormat OfHeader(IList<string?> accept)
    {
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var types))
        {
            return ValuesFormat.Json;
        }

        foreach (var type in types.Where(t => t.Quality is not 0).OrderByDescending(t => t.Quality ?? 1))
        {
            if (type.MatchesMediaType("application/json"))
            {
                return ValuesFormat.Json;
            }

            if (type.MatchesMediaType("text/csv"))
            {
                return ValuesFormat.Csv;
            }
        }

        throw new ProblemException(new Problem(
            406, "not-acceptable", "No such format", $"None of '{BadRequest.Cut(string.Join(", ", accept))}' is a format of values; ask for application/json or text/csv.")
        { Parameter = "Accept", Value = string.Join(", ", accept), Suggestions = ["application/json", "text/csv"] });
    }
}
