namespace Insight.Api.Facades.Px.Formats;

/// <summary>One form of an answer.</summary>
/// <param name="Word">Its name in requests.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Ending">End of the name of the file that a browser saves.</param>
/// <param name="WriteAsync">Writes it.</param>
internal sealed record PxFormat(string Word, string ContentType, string Ending, Func<Stream, PxAnswer, Task> WriteAsync);

/// <summary>The forms of PxWebApi 2 and of PxWeb's first interface.</summary>
internal static class PxFormats
{
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly PxFormat JsonStat2 = new("json-stat2", "application/json; charset=utf-8", ".json", PxJsonStat.WriteDataAsync);
    private static readonly PxFormat Csv = new("csv", "text/csv; charset=utf-8", ".csv", PxCsv.WriteAsync);
    private static readonly PxFormat PxFile = new("px", "application/octet-stream", ".px", PxFileWriter.WriteAsync);
    private static readonly PxFormat Xlsx = new("xlsx", Sheet, ".xlsx", PxTables.WriteWorkbookAsync);
    private static readonly PxFormat Html = new("html", "text/html; charset=utf-8", ".html", PxHtml.WriteAsync);
    private static readonly PxFormat Json = new("json-px", "application/json; charset=utf-8", ".json", PxJson.WriteAsync);
    private static readonly PxFormat Parquet = new("parquet", "application/vnd.apache.parquet", ".parquet", PxTables.WriteParquetAsync);

    /// <summary>Of version 2, the default first.</summary>
    public static IReadOnlyList<PxFormat> Second { get; } = [JsonStat2, Csv, PxFile, Xlsx, Html, Json, Parquet];

    /// <summary>Of version 1, the default first.</summary>
    public static IReadOnlyList<PxFormat> First { get; } =
    [
        Json with { Word = "json" }, JsonStat2, JsonStat2 with { Word = "json-stat", WriteAsync = PxJsonStat1.WriteAsync }, Csv, Csv with { Word = "csv2" }, Csv with { Word = "csv3" }, PxFile, Xlsx, Html with { Word = "html5_table" },
        Parquet,
    ];

    /// <summary>The form with a name among some; the first where none is named.</summary>
    /// <exception cref="Problems.ProblemException">400: there is no such form.</exception>
    public static PxFormat Find(IReadOnlyList<PxFormat> among, string parameter, string? word) => word is null
        ? among[0]
        : among.FirstOrDefault(f => f.Word.Equals(word, StringComparison.OrdinalIgnoreCase)) ?? throw PxProblems.BadFormat(
            parameter, word, $"'{Problems.BadRequest.Cut(word)}' is not a format; there are {string.Join(", ", among.Select(f => f.Word))}.", [.. among.Select(f => f.Word)]);

    /// <summary>Refuses parameters of formats that do not exist, exclude each other or do not belong to the format.</summary>
    public static void Check(PxFormat format, IReadOnlyList<string> parameters)
    {
        string[][] groups = [["UseCodes", "UseTexts", "UseCodesAndTexts"], ["SeparatorTab", "SeparatorSpace", "SeparatorSemicolon"], ["IncludeTitle"]];
        var known = groups.SelectMany(g => g).ToList();
        foreach (var parameter in parameters)
        {
            if (!known.Contains(parameter) || (parameter.StartsWith("Separator", StringComparison.Ordinal) ? format.Word != "csv" : format.Word is not ("csv" or "html" or "xlsx")))
            {
                throw PxProblems.BadFormat("outputFormatParams", parameter, $"'{Problems.BadRequest.Cut(parameter)}' is not a parameter of the format {format.Word}.", known);
            }
        }

        if (Array.Find(groups, group => group.Count(parameters.Contains) > 1) is { } both)
        {
            throw PxProblems.BadFormat("outputFormatParams", string.Join(',', parameters), $"Only one of {string.Join(", ", both)} can be asked for.", both);
        }
    }
}
