using System.Text.RegularExpressions;

namespace Insight.Etl.Sources.Cubes;

/// <summary>A variable of a table: its code and the codes of its values, in order.</summary>
/// <param name="Code">Code; carries a vintage at times (<c>alue_23_20260101</c>).</param>
/// <param name="Values">Codes of the values.</param>
/// <param name="IsTime">Whether the producer marks it as time.</param>
/// <param name="MayBeLeftOut">Whether leaving it out of a query means its total (elimination).</param>
internal sealed partial record CubeAxis(string Code, IReadOnlyList<string> Values, bool IsTime, bool MayBeLeftOut)
{
    /// <summary>Texts of the values, in their order; empty where the payload gives codes only.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What people call the variable, in all languages of the payload.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The code without its vintage: <c>sukupuoli_9_20180101</c> → <c>sukupuoli</c>.</summary>
    public string Stem => Vintage().Replace(Code, "");

    /// <summary>How many of the values are codes of municipalities, sub-regions or regions.</summary>
    public int AreaCodes => Values.Count(value => AreaCode().IsMatch(value));

    /// <summary>Whether this is the variable that settings call by a code without vintage, or by a name.</summary>
    public bool IsCalled(string name) =>
        string.Equals(Stem, name, StringComparison.OrdinalIgnoreCase) || string.Equals(Code, name, StringComparison.OrdinalIgnoreCase)
        || Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The text of a value; null where there is none.</summary>
    public string? LabelAt(int position) => position >= 0 && position < Labels.Count ? Labels[position] : null;

    /// <summary>Where a code stands among the values, or −1.</summary>
    public int PositionOf(string code)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            if (Values[i] == code)
            {
                return i;
            }
        }

        return -1;
    }

    [GeneratedRegex("_[0-9]+_[0-9]{8}$")]
    private static partial Regex Vintage();

    [GeneratedRegex("^(KU[0-9]{3}|SK[0-9]{3}|MK[0-9]{2})$")]
    private static partial Regex AreaCode();
}
