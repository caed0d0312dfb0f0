using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>How one municipality's payroll system writes its exports, as <c>settings.municipalities</c> says.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Employments">Name of the file of service relations.</param>
/// <param name="Absences">Name of the file of absences.</param>
/// <param name="Discussions">Name of the file of development discussions.</param>
/// <param name="Format">Encoding, signs and names of columns.</param>
/// <param name="Classes">Code of absence → common class.</param>
/// <param name="Words">What the codes of the other columns mean.</param>
/// <param name="Moved">Sectors whose tasks came to or left the municipality: not in its like-for-like figures.</param>
/// <param name="NotDiagnoses">Columns whose codes look like diagnoses but are none, by the steward's word.</param>
internal sealed record StaffProfile(
    string Area,
    string Employments,
    string Absences,
    string Discussions,
    TextFormat Format,
    IReadOnlyDictionary<string, string> Classes,
    StaffWords Words,
    IReadOnlySet<string> Moved,
    IReadOnlySet<string> NotDiagnoses)
{
    private static readonly string[] Fields =
    [
        "employments", "absences", "discussions", .. TableSettings.OfExports, "codes", "sectors", "contracts", "sexes", "end_reasons", "moved", "not_diagnoses",
    ];

    /// <summary>The profiles of all municipalities of the source.</summary>
    /// <exception cref="SettingsException">A setting is wrong; the message says where.</exception>
    public static IReadOnlyList<StaffProfile> All(SourceDefinition source) =>
        [.. source.Settings["municipalities"].Entries.Select(entry => Read(entry.Key, entry.Value, source.Settings))];

    private static StaffProfile Read(string code, SettingsNode own, SettingsNode common)
    {
        own.Knowing(Fields);
        var words = StaffWords.Read(own, common);
        return new StaffProfile(
            MunicipalExport.AreaOf(code, own),
            own["employments"].TextOr($"employments_{code}.csv"),
            own["absences"].TextOr($"absences_{code}.csv"),
            own["discussions"].TextOr($"discussions_{code}.csv"),
            MunicipalExport.FormatOf(own),
            (own["codes"].Exists ? own["codes"] : common["codes"]).Entries.ToDictionary(
                e => e.Key, e => AbsenceClass.Parse(e.Value), StringComparer.Ordinal),
            words,
            own["moved"].Items.Select(item => words.Sectors.Values.Contains(item.Text, StringComparer.Ordinal)
                ? item.Text
                : throw item.Wrong($"'{item.Text}' is no sector; sectors are {string.Join(", ", words.Sectors.Values.Distinct(StringComparer.Ordinal))}.")).ToHashSet(StringComparer.Ordinal),
            own["not_diagnoses"].Items.Select(item => item.Text).ToHashSet(StringComparer.Ordinal));
    }
}
