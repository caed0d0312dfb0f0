using System.Globalization;
using System.Text.Json.Nodes;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>How values are named in formats for people.</summary>
internal enum PxNaming
{
    /// <summary>By their names.</summary>
    Texts,

    /// <summary>By their codes.</summary>
    Codes,

    /// <summary>By both, the code first.</summary>
    CodesAndTexts,
}

/// <summary>What the caller wishes of a format.</summary>
/// <param name="Naming">How values are named.</param>
/// <param name="WithTitle">Whether the title stands first.</param>
/// <param name="Separator">Between the fields of CSV.</param>
internal sealed record PxStyle(PxNaming Naming, bool WithTitle, char Separator)
{
    /// <summary>Names, commas, no title.</summary>
    public static PxStyle Plain { get; } = new(PxNaming.Texts, false, ',');

    /// <summary>The parameters of a request, in PxWebApi's words.</summary>
    public static PxStyle Of(IReadOnlyList<string> parameters) => new(
        parameters.Contains("UseCodesAndTexts") ? PxNaming.CodesAndTexts : parameters.Contains("UseCodes") ? PxNaming.Codes : PxNaming.Texts,
        parameters.Contains("IncludeTitle"),
        parameters.Contains("SeparatorTab") ? '\t' : parameters.Contains("SeparatorSpace") ? ' ' : parameters.Contains("SeparatorSemicolon") ? ';' : ',');
}

/// <summary>What a format writes.</summary>
/// <param name="Cube">The cells.</param>
/// <param name="Language">Language of the texts.</param>
/// <param name="Notes">What must be known of the cells, with texts in all languages.</param>
/// <param name="Address">Where it was asked.</param>
/// <param name="Style">What the caller wishes.</param>
internal sealed record PxAnswer(PxCube Cube, string Language, IReadOnlyList<JsonObject> Notes, Uri Address, PxStyle Style)
{
    /// <summary>The table.</summary>
    public PxTable Table => Cube.Shape.Table;

    /// <summary>The texts in the answer's language.</summary>
    public PxWords Words { get; } = new(Cube.Shape.Table.Publication, Language);

    /// <summary>The notes as sentences of a language.</summary>
    public IEnumerable<string> NotesIn(string language) => Notes.Select(n => (string?)n["text"]?[language] ?? (string?)n["text"]?["fi"] ?? "").Where(t => t.Length > 0).Distinct();

    /// <summary>The labels of an axis, by the caller's wish.</summary>
    public string[] Labels(PxAxis axis)
    {
        var texts = Words.Values(Table, axis.Dimension);
        return [.. axis.Chosen.Select(i => Style.Naming switch
        {
            PxNaming.Codes => axis.Dimension.Values[i],
            PxNaming.CodesAndTexts => $"{axis.Dimension.Values[i]} {texts[i]}",
            _ => texts[i],
        })];
    }

    /// <summary>The label of a dimension, by the caller's wish.</summary>
    public string Label(PxDimension dimension) => Style.Naming == PxNaming.Codes ? dimension.Code : Words.Dimension(Table, dimension);

    /// <summary>The headings of the columns: the labels of the heading's values, all combinations in order.</summary>
    public List<string> ColumnLabels()
    {
        string[][] labels = [.. Cube.Heading.Select(Labels)];
        var columns = PxCube.Positions(Cube.Heading).Select(at => string.Join(' ', at.Index().Select(p => labels[p.Index][p.Item]))).ToList();
        return Cube.Heading.Count == 0 ? [Words.Vocabulary.Pick(Table.Indicator.Names)] : columns;
    }

    /// <summary>The labels of the rows: those of the stub's values, all combinations in order.</summary>
    public IEnumerable<string[]> RowLabels()
    {
        string[][] labels = [.. Cube.Stub.Select(Labels)];
        return PxCube.Positions(Cube.Stub).Select(at => at.Index().Select(p => labels[p.Index][p.Item]).ToArray());
    }

    /// <summary>A number with all its digits and without exponent.</summary>
    public static string Digits(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? number.ToString("0." + new string('#', 339), CultureInfo.InvariantCulture) : text;
    }
}
