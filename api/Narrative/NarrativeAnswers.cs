using System.Text;
using Insight.Indicators.Narrative;

namespace Insight.Api.Narrative;

/// <summary>What a figure says, in sentences.</summary>
/// <param name="Publication">The publication that it is written from.</param>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Area">Area id.</param>
/// <param name="Period">The period.</param>
/// <param name="Lang">Language of the sentences.</param>
/// <param name="Synthetic">Whether the figures are invented.</param>
/// <param name="Verdict">What can be said of the change: clear, possible, usual-variation or not-assessable.</param>
/// <param name="Target">Outcome of the target: achieved, on-track, behind, wrong-direction or not-assessable; null where there is none.</param>
/// <param name="Sentences">The sentences in the order of reading.</param>
public sealed record NarrativeAnswer(
    string Publication, string Indicator, string Area, string Period, string Lang, bool Synthetic, string Verdict, string? Target,
    IReadOnlyList<SentenceAnswer> Sentences);

/// <summary>One sentence.</summary>
/// <param name="Question">What it answers: happened, certainty, compared, target or data.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Numbers">Every number that it states, in the order of the text.</param>
public sealed record SentenceAnswer(string Question, string Text, IReadOnlyList<StatedNumberAnswer> Numbers)
{
    /// <summary>A sentence with its numbers linked.</summary>
    internal static SentenceAnswer Of(Sentence sentence, NarrativeLinks links, string language) => new(
        Kebab.Of(sentence.Kind),
        sentence.Text,
        [.. sentence.Numbers.Select(number => new StatedNumberAnswer(
            number.Start, number.Length, number.Text, number.Figure.Value, Kebab.Of(number.Figure.Kind), links.Indicator, number.Figure.Area,
            number.Figure.Period?.ToString(), number.Figure.From?.ToString(), links.Url(number.Figure), links.Page(number.Figure, language)))]);
}

/// <summary>A number in a sentence.</summary>
/// <param name="Start">Where it begins in the text, in UTF-16 code units (as JavaScript counts).</param>
/// <param name="Length">How long it is.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Value">The number, not rounded; a difference is that of the figures as shown.</param>
/// <param name="Kind">value, difference, relative, limit, revision, median, count, target or pace.</param>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Area">Area id.</param>
/// <param name="Period">Its period; null where it belongs to none.</param>
/// <param name="From">Of differences and limits: the earlier period; else null.</param>
/// <param name="Url">The answer of this API that it comes from.</param>
/// <param name="Page">Of values: the dashboard's view of where it comes from; else null.</param>
public sealed record StatedNumberAnswer(
    int Start, int Length, string Text, double Value, string Kind, string Indicator, string Area, string? Period, string? From, string Url, string? Page);

/// <summary>Members of enumerations as words of the API: UsualVariation is usual-variation.</summary>
internal static class Kebab
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            text.Append(char.IsAsciiLetterUpper(letter) && text.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
