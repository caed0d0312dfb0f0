using System.Text.RegularExpressions;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Journey.Tests.Disclosure;

/// <summary>A figure by what it counts: the same in every indicator that is made of it.</summary>
/// <param name="Amount">Measures of data sets, as an indicator adds them up.</param>
/// <param name="Months">Over how many months; 0 for the period alone.</param>
/// <param name="Area">Its area.</param>
/// <param name="Period">Its period.</param>
/// <param name="Members">Its members of breakdowns without totals: <c>scope=as-was sex=male</c>.</param>
internal sealed record PublishedFigure(string Amount, int Months, string Area, Period Period, string Members)
{
    /// <summary>Its members by breakdown.</summary>
    public IEnumerable<(string Breakdown, string Member)> ByBreakdown => Members.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => (text[..text.IndexOf('=')], text[(text.IndexOf('=') + 1)..]));

    /// <summary>The total of a breakdown.</summary>
    public PublishedFigure Without(string breakdown) => this with { Members = Text(ByBreakdown.Where(item => item.Breakdown != breakdown)) };

    /// <summary>Members as text.</summary>
    public static string Text(IEnumerable<(string Breakdown, string Member)> members) => string.Join(' ', members.Order().Select(item => $"{item.Breakdown}={item.Member}"));
}

/// <summary>All numerators and denominators that stand in the files of a publication, or are said to be suppressed there.</summary>
internal sealed partial class PublishedFigures
{
    /// <summary>Members that stand for all others.</summary>
    public static readonly string[] Totals = ["total", "like-for-like"];

    private readonly Dictionary<PublishedFigure, bool> figures = [];
    private readonly HashSet<PublishedFigure> primary = [];

    private PublishedFigures()
    {
    }

    /// <summary>Figure → whether it is shown anywhere.</summary>
    public IReadOnlyDictionary<PublishedFigure, bool> All => figures;

    /// <summary>
    /// What is suppressed for its own sake, rather than to protect another figure. Where it may be what is counted that is too little, what it is divided by is not.
    /// </summary>
    public IReadOnlySet<PublishedFigure> Primary => primary;

    /// <summary>Indicator → rows that are shown, and that are suppressed, where any is.</summary>
    public SortedDictionary<string, (int Shown, int Hidden)> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the current publication of a lake: the indicators in which anything is suppressed.</summary>
    public static PublishedFigures Of(string lake)
    {
        var (store, read) = (new PublicationStore(lake), new PublishedFigures());
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        foreach (var indicator in store.Current("public")!.Indicators)
        {
            foreach (var one in indicator.Versions.Select(version => indicator.By(version.Version)!).Prepend(indicator))
            {
                read.Take(connection, store, one);
            }
        }

        return read;
    }

    private void Take(DuckDBConnection connection, PublicationStore store, PublishedIndicator indicator)
    {
        var limits = indicator.Definition["disclosure"]!;
        var limitsNumerator = (int)limits["min_numerator"]! > 0 || limits["affected"] is not null || limits["largest"] is not null;
        foreach (var slice in indicator.Slices.Where(slice => slice.Division == PublishedSlice.Current))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT area, period, numerator, denominator, coalesce(status, ''){string.Concat(indicator.Breakdowns.Select(name => $", \"{name}\""))} FROM read_parquet('{store.ParquetPath(slice.File)}') WHERE (SELECT count(*) FROM read_parquet('{store.ParquetPath(slice.File)}') WHERE status LIKE 'suppressed%') > 0";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var members = PublishedFigure.Text(indicator.Breakdowns.Select((name, i) => (name, Member: reader.GetString(5 + i))).Where(item => !Totals.Contains(item.Member)));
                var isHidden = reader.GetString(4).StartsWith("suppressed", StringComparison.Ordinal);
                var isPrimary = isHidden && reader.GetString(4) != "suppressed-secondary";
                Count(indicator.Id, isHidden, !reader.IsDBNull(2) || !reader.IsDBNull(3));
                foreach (var (amount, column) in Amounts(indicator).Where(item => isHidden || !reader.IsDBNull(item.Column)))
                {
                    var period = Period.Parse(reader.GetString(1));
                    var figure = new PublishedFigure(amount, period.Frequency == Frequency.Annual ? 0 : Months(indicator.Formula), reader.GetString(0), period, members);
                    figures[figure] = figures.GetValueOrDefault(figure) || !reader.IsDBNull(column);
                    primary.UnionWith(isPrimary && (column == 2 || !limitsNumerator) ? [figure] : Array.Empty<PublishedFigure>());
                }
            }
        }
    }

    private void Count(string id, bool isHidden, bool isShown)
    {
        var (shown, hidden) = Rows.GetValueOrDefault(id);
        Rows[id] = (shown + (isShown ? 1 : 0), hidden + (isHidden ? 1 : 0));
    }

    /// <summary>What stands above and below the line, in measures of data sets. Decided cases are counted in two data sets.</summary>
    private static IEnumerable<(string Amount, int Column)> Amounts(PublishedIndicator indicator)
    {
        var call = Call().Match(Window().Replace(indicator.Formula, "$1")).Groups;
        var arguments = call[2].Value.Split(',').Select(text => Input().Replace(text.Trim(), name => Measure(indicator, name.Value)).Replace("case-lead-times.cases", "case-decisions.decided", StringComparison.Ordinal)).ToList();
        return call[1].Value switch
        {
            "sum" => [(arguments[0], 2)],
            "median" => [(arguments[0], 3)],
            _ => [(arguments[0], 2), (arguments[1], 3)],
        };
    }

    private static int Months(string formula) => Window().IsMatch(formula) ? 12 : 0;

    private static string Measure(PublishedIndicator indicator, string input) => indicator.Definition["inputs"]![input] is { } found ? $"{found["dataset"]![0]}.{found["measure"]}" : input;

    [GeneratedRegex(@"^rolling\((.*), 12 months\)$")]
    private static partial Regex Window();

    [GeneratedRegex(@"^(\w+)\((.*)\)$")]
    private static partial Regex Call();

    [GeneratedRegex("[a-z_][a-z0-9_]*")]
    private static partial Regex Input();
}
