using System.Text.RegularExpressions;

namespace Insight.Etl.Sources.StatFin;

/// <summary>A variable of a PxWeb table: its code and the codes of its values, in order.</summary>
/// <param name="Code">Code; carries a vintage at times (<c>alue_23_20260101</c>).</param>
/// <param name="Values">Codes of the values.</param>
/// <param name="IsTime">Whether the producer marks it as time.</param>
/// <param name="MayBeLeftOut">Whether leaving it out of a query means its total (elimination).</param>
internal sealed partial record PxAxis(string Code, IReadOnlyList<string> Values, bool IsTime, bool MayBeLeftOut)
{
    /// <summary>The code without its vintage: <c>sukupuoli_9_20180101</c> → <c>sukupuoli</c>.</summary>
    public string Stem => Vintage().Replace(Code, "");

    /// <summary>How many of the values are codes of municipalities, sub-regions or regions.</summary>
    public int AreaCodes => Values.Count(value => AreaCode().IsMatch(value));

    /// <summary>Whether this is the variable that settings call by a name without vintage.</summary>
    public bool IsCalled(string name) =>
        string.Equals(Stem, name, StringComparison.OrdinalIgnoreCase) || string.Equals(Code, name, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("_[0-9]+_[0-9]{8}$")]
    private static partial Regex Vintage();

    [GeneratedRegex("^(KU[0-9]{3}|SK[0-9]{3}|MK[0-9]{2})$")]
    private static partial Regex AreaCode();
}
