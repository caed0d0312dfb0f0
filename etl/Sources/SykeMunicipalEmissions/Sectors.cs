using System.Globalization;
using System.Text;

namespace Insight.Etl.Sources.SykeMunicipalEmissions;

/// <summary>The sectors of the calculation by their codes in column <c>taso_3</c>, as setting <c>sectors</c> lists them.</summary>
internal sealed class Sectors(SettingsNode settings)
{
    private readonly Dictionary<string, Sector> byCode = settings.Entries.ToDictionary(
        e => e.Key, e => new Sector(Slug(e.Key), e.Value.Knowing("name", "level_1")["name"].Text, e.Value["level_1"].Text), StringComparer.Ordinal);

    /// <summary>The sector of a code or of its full name, or null. Codes are case-sensitive: <c>Maa</c> is a sector, <c>MaA</c> is not.</summary>
    public Sector? Find(string code) => byCode.GetValueOrDefault(code) ?? byCode.Values.FirstOrDefault(sector => sector.Name == code);

    /// <summary>All codes with their names, for messages.</summary>
    public string Known => string.Join(", ", byCode.Select(s => $"{s.Key} {s.Value.Name}"));

    /// <summary>A code of any level in lower-case ASCII letters, digits and hyphens: Säh → sah, F-k → f-k, Ma/Maa → ma-maa; <c>none</c> for an empty one.</summary>
    public static string Slug(string code)
    {
        var letters = code.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        var slug = string.Concat(letters.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
        return slug.Length == 0 ? "none" : slug;
    }
}

/// <summary>A sector (taso_3).</summary>
/// <param name="Member">Member of the breakdown <c>sector</c>.</param>
/// <param name="Name">Finnish name.</param>
/// <param name="Level1">The top level (taso_1), which the files leave out.</param>
internal sealed record Sector(string Member, string Name, string Level1)
{
    /// <summary>Whether its rows are energy use, so that GWh must be there.</summary>
    public bool IsEnergy => Level1 == "Energia";

    /// <summary>Whether its rows are deductions (wind power and the like), which count in column kt_tuuli only.</summary>
    public bool IsCompensation => Level1 == "Kompensaatiot";
}
