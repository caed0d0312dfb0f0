using Insight.Etl.Sources.MunicipalExports;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>What the codes of a payroll system mean: those of the municipality's profile, else the common ones of the source.</summary>
/// <param name="Sectors">Text of the sector → member.</param>
/// <param name="Contracts">Kind of relation → member.</param>
/// <param name="Sexes">Code → female or male.</param>
/// <param name="EndReasons">Why a relation ended → member of the breakdown reason.</param>
internal sealed record StaffWords(
    IReadOnlyDictionary<string, string> Sectors,
    IReadOnlyDictionary<string, string> Contracts,
    IReadOnlyDictionary<string, string> Sexes,
    IReadOnlyDictionary<string, string> EndReasons)
{
    /// <summary>The contract of relations without an end.</summary>
    public const string Permanent = "permanent";

    /// <summary>The reason of relations that went over to another employer with their tasks; they are not exits.</summary>
    public const string Transfer = "transfer-of-undertaking";

    /// <summary>The reason where the file does not say one.</summary>
    public const string NotStated = "not-stated";

    /// <summary>Reads the words of a profile.</summary>
    /// <exception cref="SettingsException">A word is not a member that there is.</exception>
    public static StaffWords Read(SettingsNode own, SettingsNode common) => new(
        WordList.Read(own, common, "sectors", null),
        WordList.Read(own, common, "contracts", Permanent, "fixed-term", "secondary"),
        WordList.Read(own, common, "sexes", "female", "male"),
        WordList.Read(own, common, "end_reasons", "own-request", "retirement", "dismissal", "other", Transfer));
}
