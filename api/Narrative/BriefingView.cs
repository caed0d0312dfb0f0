using Insight.Indicators.Comparison;
using Insight.Indicators.Narrative;

namespace Insight.Api.Narrative;

/// <summary>A briefing in words: what all its forms (JSON, HTML, Markdown) say alike.</summary>
internal sealed class BriefingView
{
    /// <summary>From so many signs of sentences on a printed page is set smaller, and smaller still, so that it stays one page.</summary>
    private const int ManySigns = 4_500;
    private const int DenseSigns = 8_000;

    private readonly Briefing briefing;

    public BriefingView(Briefing briefing, NarrativeLanguage language, string? asOf)
    {
        this.briefing = briefing;
        Language = language;
        AsOf = asOf;
        Findings = [.. briefing.Selection.Items.Select(item => new Finding(item, this))];
        Signs = Findings.Sum(finding => Name(finding.Facts.Indicator.Names).Text.Length + finding.Sentences.Sum(sentence => sentence.Text.Length));
    }

    /// <summary>How much the page has to say: signs of all names and sentences.</summary>
    public int Signs { get; }

    /// <summary>How densely the page is printed: nothing, many or dense, as a class of its style.</summary>
    public string Density => Signs switch { > DenseSigns => "dense", > ManySigns => "many", _ => "" };

    public NarrativeLanguage Language { get; }

    /// <summary>Id of the publication where an earlier one was asked for; else null.</summary>
    public string? AsOf { get; }

    public Briefing Briefing => briefing;

    public string Title => briefing.Period is { } period
        ? Text("title.period", ("place", briefing.Area.Name(Language.Id)), ("period", PeriodWords.Write(period, Language).Name))
        : Text("title", ("place", briefing.Area.Name(Language.Id)));

    public string Published => Text("published", ("date", Day(DateOnly.FromDateTime(briefing.Publication.Manifest.CreatedAt.UtcDateTime))));

    public IReadOnlyList<Finding> Findings { get; }

    public bool HasSynthetic => Findings.Any(finding => finding.Facts.Indicator.Synthetic);

    public IReadOnlyList<NarratedIndicator> LeftOut => [.. briefing.Selection.LeftOut.Select(item => item.Facts.Indicator)];

    public IReadOnlyList<Gap> Gaps => [.. briefing.Gaps.Select(gap => new Gap(
        gap, gap.Newest is { } newest ? PeriodWords.Write(newest, Language).Name : "–", gap.Words(Language)))];

    /// <summary>The gaps that a page shows: missing and late ones before those that await data.</summary>
    public IReadOnlyList<Gap> ShownGaps => [.. Gaps.OrderBy(gap => gap.Source.Kind == GapKind.AwaitingData).Take(MostGaps)];

    public int HiddenGaps => Math.Max(0, briefing.Gaps.Count - MostGaps);

    /// <summary>Most gaps that a page lists; the JSON form has all.</summary>
    private int MostGaps => Density switch { "dense" => 5, "many" => 10, _ => 15 };

    public string Rule => Text(
        "rule.text",
        ("most", Language.Write(BriefingSelection.Most, 0)), ("years", Language.Write(BriefingSelection.MostYearsOld, 0)),
        ("assessed", Language.Write(briefing.Selection.Assessed, 0)));

    public string Text(string key, params ReadOnlySpan<(string Slot, string Text)> slots) => BriefingTexts.Of(key, Language, slots);

    public string Day(DateOnly day) => PeriodWords.Day(day, Language);

    /// <summary>A name with the language that it is in.</summary>
    public (string Text, string Language) Name(IReadOnlyDictionary<string, string> names) => FigureText.Name(names, Language);

    /// <summary>The address of this briefing in a form or language.</summary>
    public string Address(string language, string format)
    {
        var period = briefing.Period is { } asked ? $"&period={asked}" : "";
        var asOf = AsOf is null ? "" : $"&asOf={AsOf}";
        return $"/v1/briefing?area={briefing.Area.Id}{period}&lang={language}&format={format}{asOf}";
    }

    /// <summary>What is said of one indicator.</summary>
    internal sealed class Finding
    {
        private readonly BriefingView view;

        public Finding(BriefingItem item, BriefingView view)
        {
            Item = item;
            this.view = view;
            Links = new NarrativeLinks(Facts.Indicator.Id, Facts.Area.Id, "", view.AsOf, new Dictionary<string, string>()) { Division = Facts.Division };
            Sentences = [.. Narrator.Write(Facts, view.Language).Where(IsNews)];
        }

        public BriefingItem Item { get; }

        public NarrativeFacts Facts => Item.Facts;

        public NarrativeLinks Links { get; }

        public IReadOnlyList<Sentence> Sentences { get; }

        public string Period => PeriodWords.Write(Facts.Change.Now.Period, view.Language).Name;

        public string Value => FigureText.Value(Facts, view.Language);

        /// <summary>The producer's date of the data, else when they were loaded.</summary>
        public string Dated => (Facts.Updated, Facts.Loaded) switch
        {
            ({ } day, _) => view.Day(day),
            (null, { } day) => view.Text("loaded", ("date", view.Day(day))),
            _ => "–",
        };

        /// <summary>−1,1 prosenttiyksikköä: selvä muutos, parempaan.</summary>
        public string Change => string.Join(": ", new[] { FigureText.Difference(Facts, view.Language), Verdict }.Where(text => text.Length > 0));

        public string Target => view.Text(Facts.Target is { } target ? $"target.{target.Outcome}" : "target.none");

        private string Verdict
        {
            get
            {
                var words = view.Text($"verdict.{Facts.Change.Verdict}");
                var isChange = Facts.Change.Verdict is Indicators.Comparison.Verdict.Clear or Indicators.Comparison.Verdict.Possible;
                return isChange && Facts.Change.IsBetter is { } better ? $"{words}, {view.Text(better ? "way.better" : "way.worse")}" : words;
            }
        }

        /// <summary>That there is no target, or no comparison, is no news.</summary>
        private bool IsNews(Sentence sentence) => sentence.Kind switch
        {
            SentenceKind.Target => Facts.Target is not null,
            SentenceKind.Compared => Facts.Peers is not null || Facts.Members.Count > 1,
            _ => true,
        };
    }

    /// <summary>What is missing of one indicator.</summary>
    internal sealed record Gap(BriefingGap Source, string Newest, string Words);
}
