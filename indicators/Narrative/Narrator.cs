namespace Insight.Indicators.Narrative;

/// <summary>
/// Writes what figures say: five sentences, one a question (<see cref="SentenceKind"/>), the same facts always in the same words. Differences
/// are of the numbers as shown, so that a reader who subtracts finds the same. No sentence says why something changed.
/// </summary>
public static class Narrator
{
    /// <summary>All five sentences; of a missing figure only that it is missing and of what date the data are.</summary>
    public static IReadOnlyList<Sentence> Write(NarrativeFacts facts, NarrativeLanguage language)
    {
        var narration = new Narration(facts, language);
        return facts.Change.Now.Value is null
            ? [HappenedSentence.Write(narration), TargetSentence.Write(narration), DataSentence.Write(narration)]
            :
            [
                HappenedSentence.Write(narration),
                CertaintySentence.Write(narration),
                ComparedSentence.Write(narration),
                TargetSentence.Write(narration),
                DataSentence.Write(narration),
            ];
    }
}
