using Insight.Api.Problems;
using Insight.Api.Requests;
using Microsoft.Net.Http.Headers;

namespace Insight.Api.Formats;

/// <summary>The forms of values, and which one a request asks for: <c>format</c> before Accept, JSON rows where neither says.</summary>
internal static class ValuesFormats
{
    private static readonly JsonFormat Json = new();
    private static readonly JsonStatFormat JsonStat = new();
    private static readonly JsonSeriesFormat Series = new();
    private static readonly CsvFormat Csv = new(null);
    private static readonly Dictionary<string, CsvFormat> Excel = Languages.All.ToDictionary(language => language, language => new CsvFormat(language));

    private static readonly (string Word, IValuesFormat Format)[] ByWord =
    [
        ("json", Json),
        ("csv", Csv),
        ("json-stat", JsonStat),
        ("json-stat2", JsonStat),
        ("sdmx-csv", new SdmxCsvFormat()),
        ("xlsx", new XlsxFormat()),
        ("parquet", new ParquetFormat()),
        ("arrow", new ArrowFormat()),
        (CsvMetadataFormat.Word, new CsvMetadataFormat(isPackage: false)),
        (CsvMetadataFormat.PackageWord, new CsvMetadataFormat(isPackage: true)),
    ];

    /// <summary>The form of a question that asks for none.</summary>
    public static IValuesFormat Default => Json;

    /// <summary>Words of the parameter <c>format</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. ByWord.Select(f => f.Word)];

    /// <summary>Words of the parameter <c>layout</c>.</summary>
    public static IReadOnlyList<string> Layouts { get; } = ["rows", "series"];

    /// <summary>Media types of the header Accept, the preferred first.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } = [.. ByWord.Select(f => f.Format.MediaType).OfType<string>().Distinct()];

    /// <summary>The form that a request asks for.</summary>
    /// <exception cref="ProblemException">406: it accepts none that we have; 400: the parameters contradict each other.</exception>
    public static IValuesFormat Of(RequestQuery query, HttpRequest request)
    {
        var asked = query.OneOf("format", Words) is { } word ? ByWord.First(f => f.Word == word).Format : null;
        if (query.OneOf("excel", Languages.All) is { } language)
        {
            return asked is null or CsvFormat ? Excel[language] : throw Contradiction("excel", language, "csv");
        }

        if (query.OneOf("layout", Layouts) is { } layout)
        {
            return asked is not (null or JsonFormat) ? throw Contradiction("layout", layout, "json") : layout == "series" ? Series : Json;
        }

        return asked ?? (request.Headers.Accept.Count == 0 ? Json : OfHeader(request.Headers.Accept!));
    }

    private static ProblemException Contradiction(string parameter, string value, string format) => BadRequest.Contradictory(
        parameter, value, $"'{parameter}' belongs to format={format}; leave one of the two out.", [$"format={format}&{parameter}={value}"]);

    private static IValuesFormat OfHeader(IList<string?> accept)
    {
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var types))
        {
            return Json;
        }

        foreach (var type in types.Where(t => t.Quality is not 0).OrderByDescending(t => t.Quality ?? 1))
        {
            foreach (var (_, format) in ByWord)
            {
                if (format.MediaType is { } known && type.MatchesMediaType(known))
                {
                    return format;
                }
            }
        }

        throw new ProblemException(new Problem(
            406, "not-acceptable", "No such format",
            $"None of '{BadRequest.Cut(string.Join(", ", accept))}' is a format of values; ask for {string.Join(", ", MediaTypes)}.")
        { Parameter = "Accept", Value = string.Join(", ", accept), Suggestions = MediaTypes });
    }
}
