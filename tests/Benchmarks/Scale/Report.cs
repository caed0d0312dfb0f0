using System.Globalization;
using System.Text;

namespace Insight.Benchmarks.Scale;

/// <summary>Measured figures beside their targets, as Markdown.</summary>
internal sealed class Report(string title)
{
    private readonly List<(string What, double Figure, string Target)> rows = [];

    public void Add(string what, double figure, string target) => rows.Add((what, figure, target));

    public static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);

    public override string ToString()
    {
        var text = new StringBuilder($"# {title}\n\n{Machine()}\n\n| figure | measured | target |\n|---|---|---|\n");
        foreach (var (what, figure, target) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {what} | {figure.ToString(figure >= 100 ? "N0" : "0.000", CultureInfo.InvariantCulture)} | {target} |\n");
        }

        return text.ToString();
    }

    private static string Machine()
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        return $"{cpu ?? "unknown CPU"}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, DuckDB 1.5.6";
    }
}
