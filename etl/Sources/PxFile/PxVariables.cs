using System.Globalization;
using System.Text.RegularExpressions;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.PxFile;

/// <summary>The variables of a PX file.</summary>
/// <param name="head">The file's head.</param>
/// <param name="file">For messages.</param>
/// <param name="language">Language of the texts of values; null, or one that the file has not, for its own.</param>
internal sealed partial class PxVariables(PxHead head, LandedFile file, string? language)
{
    /// <summary>The variables of the stub or the heading, in order.</summary>
    /// <param name="names">Their names in the file's own language.</param>
    /// <param name="place">STUB or HEADING, where their names in other languages stand in the same order.</param>
    public IEnumerable<CubeAxis> Read(IReadOnlyList<string> names, string place) => names.Select((name, i) => One(name, i, place));

    private CubeAxis One(string name, int position, string place)
    {
        var values = head.Needed("VALUES", name);
        var codes = head.Find("CODES", name) ?? values;
        var periods = head.Find("TIMEVAL", name) is { } timeval ? Periods(timeval, name) : null;
        if (codes.Count != values.Count || (periods is not null && periods.Count != values.Count))
        {
            throw JsonPayload.Unexpected(file, $"has {values.Count} VALUES of variable '{name}', but {codes.Count} CODES and {periods?.Count.ToString(CultureInfo.InvariantCulture) ?? "no"} periods");
        }

        var inLanguage = language is null ? null : head.Find(place, language: language)?.ElementAtOrDefault(position);
        return new CubeAxis(head.Text("VARIABLECODE", name) ?? name, periods ?? codes, periods is not null || head.Text("VARIABLE-TYPE", name) is "T" or "t" or "Time", head.Find("ELIMINATION", name) is not (null or ["NO"]))
        {
            Labels = inLanguage is null ? values : head.Find("VALUES", inLanguage, language) ?? values,
            Names = [name, .. head.OtherLanguages.Select(other => head.Find(place, language: other)?.ElementAtOrDefault(position)).OfType<string>()],
        };
    }

    /// <summary>TLIST(A1),"2005",… or TLIST(A1,"2005"-"2019"): years, quarters (20051) and months (200501) as codes that are periods.</summary>
    private IReadOnlyList<string> Periods(IReadOnlyList<string> timeval, string name)
    {
        if (TimeList().Match(timeval[0]) is not { Success: true } list)
        {
            throw JsonPayload.Unexpected(file, $"has TIMEVAL(\"{name}\")={timeval[0]}, which is no TLIST");
        }

        var scale = list.Groups["scale"].Value[0];
        if (!list.Groups["from"].Success)
        {
            return [.. timeval.Skip(1).Select(text => CodeOf(scale, text))];
        }

        var (from, to) = (CodeOf(scale, list.Groups["from"].Value), CodeOf(scale, list.Groups["to"].Value));
        return Period.TryParse(from, out var first) && Period.TryParse(to, out var last) && first.Frequency == last.Frequency && first <= last
            ? [.. Enumerable.Range(0, first.Until(last) + 1).Select(n => first.Plus(n).ToString())]
            : throw JsonPayload.Unexpected(file, $"has TIMEVAL(\"{name}\") from '{from}' to '{to}', which is no range of periods");
    }

    private static string CodeOf(char scale, string text) => (scale, text.Length) switch
    {
        ('Q', 5) => $"{text[..4]}Q{text[4..]}",
        ('M', 6) => $"{text[..4]}M{text[4..]}",
        _ => text,
    };

    [GeneratedRegex("""^TLIST\(\s*(?<scale>[AHQMWD])1\s*(,\s*"(?<from>[0-9A-Z]+)"\s*-\s*"(?<to>[0-9A-Z]+)"\s*)?\)$""", RegexOptions.ExplicitCapture)]
    private static partial Regex TimeList();
}
