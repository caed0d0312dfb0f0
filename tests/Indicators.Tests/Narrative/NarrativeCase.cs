using Insight.Indicators.Comparison;
using Insight.Indicators.Definitions;
using Insight.Indicators.Narrative;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Insight.Indicators.Tests.Narrative;

/// <summary>
/// One situation with its sentences: what is known of a figure, and what is written of it in three languages, a line a sentence. In the sentences ~ stands
/// for a no-break space. What a case does not say is plain: an indicator in per cent with one decimal, lower is better, a change that was not assessed.
/// </summary>
internal sealed class NarrativeCase
{
    private static readonly AreaDirectory Areas = AreaDirectory.BuiltIn.With(
        [new Area("network:paijat-hame-4", AreaLevel.Network, "paijat-hame-4", Names("Päijät-Hämeen neljä kuntaa", "Fyra kommuner i Päijänne-Tavastland", "Four municipalities of Päijät-Häme"), null, null),
         new Area("network:muut", AreaLevel.Network, "muut", Names("Muut kunnat", "De övriga", "The others"), null, null)], []);

    public string About { get; set; } = "";

    public string Indicator { get; set; } = "unemployment-rate";

    public Dictionary<string, string> NamesOf { get; set; } = [];

    public Dictionary<string, string> Unit { get; set; } = new() { ["fi"] = "% työvoimasta", ["sv"] = "% av arbetskraften", ["en"] = "% of labour force" };

    public int Decimals { get; set; } = 1;

    public string Direction { get; set; } = "lower";

    public bool Synthetic { get; set; }

    public string Area { get; set; } = "KU111";

    public Point Now { get; set; } = new();

    public Point? Before { get; set; }

    public string Verdict { get; set; } = "NotAssessable";

    public string? Reason { get; set; }

    public double? Probability { get; set; }

    public double[]? Limits { get; set; }

    public double? Revision { get; set; }

    public bool IsRevision { get; set; }

    public string[] Caveats { get; set; } = [];

    public Dictionary<string, string>? BreakReason { get; set; }

    public PeersOf? Peers { get; set; }

    public Dictionary<string, double> Members { get; set; } = [];

    public TargetOf? Target { get; set; }

    public string? Updated { get; set; } = "2026-11-21";

    public Dictionary<string, string> Expected { get; set; } = [];

    public static NarrativeCase Read(string path) => new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build()
        .Deserialize<NarrativeCase>(File.ReadAllText(path));

    public NarrativeFacts Facts() => new()
    {
        Indicator = new NarratedIndicator(
            Indicator, NamesOf.Count > 0 ? NamesOf : Names("Työttömyysaste", "Arbetslöshetsgrad", "Unemployment rate"), Unit, Decimals, Synthetic,
            [Names("Tilastokeskus", "Statistikcentralen", "Statistics Finland")]),
        Area = Areas.Areas.FirstOrDefault(area => area.Id == Area) ?? throw new FormatException($"'{Area}' is not an area."),
        Change = Change(),
        BreakReason = BreakReason,
        Peers = Peers?.ToPosition(Traits, Area, Now.ToPoint().Period),
        PeersArea = Peers?.Area is { } id ? Areas.Areas.First(area => area.Id == id) : null,
        Members = [.. Members.Select(member => new MemberFigure(Areas.Areas.First(area => area.Id == member.Key), member.Value))],
        Target = Target?.ToProgress(Traits, Area, Now.ToPoint()),
        Updated = Updated is null ? null : DateOnly.ParseExact(Updated, "yyyy-MM-dd"),
    };

    private IndicatorTraits Traits => new(
        Indicator, 1, DefinitionWords.Directions[Direction], Variation.Register, 1, Decimals, Unit["fi"].StartsWith('%'));

    private ChangeVerdict Change() => new()
    {
        Indicator = Traits,
        Area = Area,
        Now = Now.ToPoint(),
        Before = Before?.ToPoint(),
        Verdict = Enum.Parse<Verdict>(Verdict),
        Reason = Reason,
        Test = ChangeTest.None,
        Probability = Probability,
        Usual = Limits is [var low, var high] ? new UsualVariation((low + high) / 2, 1, new Interval(low, high), 5, Period.Year(2012), Period.Year(2016)) : null,
        Revision = Revision,
        IsRevision = IsRevision,
        Caveats = Caveats,
    };

    private static Dictionary<string, string> Names(string fi, string sv, string en) => new() { ["fi"] = fi, ["sv"] = sv, ["en"] = en };

    /// <summary>A figure of a series.</summary>
    internal sealed class Point
    {
        public string Period { get; set; } = "2018";

        public double? Value { get; set; }

        public string Status { get; set; } = "";

        public SeriesPoint ToPoint() => new(Warehouse.Periods.Period.Parse(Period), Value, null, null, Status);
    }

    /// <summary>A place among others.</summary>
    internal sealed class PeersOf
    {
        public string Kind { get; set; } = "Region";

        public string? Area { get; set; }

        public int Better { get; set; }

        public int Worse { get; set; }

        public int Compared { get; set; }

        public double? Median { get; set; }

        public int? Rank { get; set; }

        public string[] Caveats { get; set; } = [];

        public PeerPosition ToPosition(IndicatorTraits traits, string area, Period period) => new()
        {
            Indicator = traits,
            Area = area,
            Period = period,
            Peers = new PeerSet(Enum.Parse<PeerSetKind>(Kind), "peers", Area, [], []),
            Members = [],
            Compared = Compared,
            Place = Better + 1,
            Better = Better,
            Worse = Worse,
            Same = Compared - Better - Worse - 1,
            RankBest = Rank,
            RankWorst = Rank,
            Quartiles = Median is { } median ? new Quartiles(median, median, median, median, median) : null,
            UnweightedMean = Median,
            WeightedMean = Median,
            Caveats = Caveats,
        };
    }

    /// <summary>A target.</summary>
    internal sealed class TargetOf
    {
        public string Outcome { get; set; } = "Behind";

        public int Year { get; set; } = 2030;

        public double Value { get; set; }

        public bool IsExample { get; set; }

        public double? OnPath { get; set; }

        public double? Required { get; set; }

        public double? Trend { get; set; }

        public int? Reached { get; set; }

        public string? NoYear { get; set; }

        public string? Reason { get; set; }

        public double? BaselineRevision { get; set; }

        public TargetProgress ToProgress(IndicatorTraits traits, string area, SeriesPoint now) => new()
        {
            Indicator = traits,
            Target = new Target(
                "t", area, traits.Id, 1, new TargetBaseline(2007, 200, "2026"), Year, Value, TargetPath.Linear, [], "§ 1", IsExample, new Dictionary<string, string>()),
            Now = now,
            Outcome = Enum.Parse<TargetOutcome>(Outcome),
            Reason = Reason,
            OnPath = OnPath,
            RequiredPerYear = Required,
            Trend = Trend is { } slope ? new Trend(slope, new Interval(slope - 1, slope + 1), 17, Period.Year(2007), Period.Year(2023)) : null,
            ReachedYear = Reached,
            NoYearReason = NoYear,
            BaselineRevision = BaselineRevision,
        };
    }
}
