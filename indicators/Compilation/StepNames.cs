using System.Globalization;

namespace Insight.Indicators.Compilation;

/// <summary>Gives every step of a statement a name of its own, whatever data sets and inputs are called.</summary>
internal sealed class StepNames
{
    private readonly HashSet<string> taken = new(
        ["member_sums", "member_totals", "areas", "components", "rebuilt", "facts", "ref",
         "windowed", "cases_in_order", "percentiles", "lagged", "base", "compared", "versions"],
        StringComparer.Ordinal);

    /// <summary>The name wished for, with a number behind it when it is taken.</summary>
    public string Take(string wish)
    {
        var name = wish;
        for (var n = 2; !taken.Add(name); n++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{wish}_{n}");
        }

        return name;
    }
}
