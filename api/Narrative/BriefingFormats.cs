using Insight.Api.Problems;
using Insight.Api.Requests;
using Microsoft.Net.Http.Headers;

namespace Insight.Api.Narrative;

/// <summary>Forms of a briefing.</summary>
internal enum BriefingFormat
{
    /// <summary>For programs.</summary>
    Json,

    /// <summary>A page.</summary>
    Html,

    /// <summary>Text for other documents.</summary>
    Markdown,
}

/// <summary>Which form a request asks for: <c>format</c> before the header Accept; JSON where neither says.</summary>
internal static class BriefingFormats
{
    private static readonly (string Word, string MediaType, BriefingFormat Format)[] Known =
    [
        ("json", "application/json", BriefingFormat.Json), ("html", "text/html", BriefingFormat.Html), ("md", "text/markdown", BriefingFormat.Markdown),
    ];

    /// <summary>Words of the parameter <c>format</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Known.Select(one => one.Word)];

    /// <summary>The header Content-Type.</summary>
    public static string ContentType(BriefingFormat format) => Known.First(one => one.Format == format).MediaType + "; charset=utf-8";

    /// <summary>The form that a request asks for.</summary>
    /// <exception cref="ProblemException">406: it accepts none that we have.</exception>
    public static BriefingFormat Of(RequestQuery query, HttpRequest request)
    {
        if (query.OneOf("format", Words) is { } word)
        {
            return Known.First(one => one.Word == word).Format;
        }

        var accept = request.Headers.Accept;
        if (accept.Count == 0 || !MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var types))
        {
            return BriefingFormat.Json;
        }

        foreach (var type in types.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1))
        {
            var found = Array.FindIndex(Known, one => type.MatchesMediaType(one.MediaType));
            if (found >= 0)
            {
                return Known[found].Format;
            }
        }

        throw new ProblemException(new Problem(
            406, "not-acceptable", "No such format",
            $"None of '{BadRequest.Cut(accept.ToString())}' is a form of a briefing; ask for {string.Join(", ", Known.Select(one => one.MediaType))}.")
        { Parameter = "Accept", Value = accept.ToString(), Suggestions = [.. Known.Select(one => one.MediaType)] });
    }
}
