using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Narrative;

/// <summary>The facts in one language: what all sentences about one figure have in common.</summary>
internal sealed class Narration
{
    public Narration(NarrativeFacts facts, NarrativeLanguage language)
    {
        Facts = facts;
        Language = language;
        Amount = Amount.Of(facts.Indicator.Unit, language);
        Place = PlaceWords.Of(facts.Area, language);
        Decimals = facts.Indicator.ShownDecimals;
        Name = Text(facts.Indicator.Names);
    }

    public NarrativeFacts Facts { get; }

    public NarrativeLanguage Language { get; }

    public Amount Amount { get; }

    public PlaceForms Place { get; }

    public int Decimals { get; }

    public string Name { get; }

    /// <summary>A text of the catalogue: in the language, else in Finnish, never in another.</summary>
    public string Text(IReadOnlyDictionary<string, string> texts) => texts.GetValueOrDefault(Language.Id) ?? texts.GetValueOrDefault("fi", "");

    /// <summary>A number as it is shown.</summary>
    public string Number(double value, bool signed = false) => Language.Write(value, Decimals, signed);

    /// <summary>A value that is rounded as shown.</summary>
    public double Rounded(double value) => NarrativeLanguage.Round(value, Decimals);

    /// <summary>A published value of the area with all of its unit; an estimate is "about".</summary>
    public IEnumerable<Piece> Value(double value, Period period, string status) => About(
        status, Amount.Whole(Number(value), new Figure(value, FigureKind.Value, Facts.Area.Id, period)));

    /// <summary>A number with the short form of the unit.</summary>
    public IEnumerable<Piece> Short(double value, FigureKind kind, string area, Period? period) =>
        Amount.Short(Number(value), new Figure(value, kind, area, period));

    /// <summary>Puts "about" before what is estimated.</summary>
    public IEnumerable<Piece> About(string status, IEnumerable<Piece> pieces) =>
        status == ObservationStatus.Estimated.Code ? Fill("happened.about", new Slots().With("number", pieces)) : pieces;

    /// <summary>A period in words.</summary>
    public PeriodWords When(Period period) => PeriodWords.Write(period, Language);

    /// <summary>A template with its slots filled.</summary>
    public IReadOnlyList<Piece> Fill(string key, Slots? slots = null) => Phrases.Fill(key, Language, slots ?? new Slots());

    /// <summary>A sentence from a template.</summary>
    public Sentence Write(SentenceKind kind, string key, Slots? slots = null) => Phrases.ToSentence(kind, Fill(key, slots));
}
