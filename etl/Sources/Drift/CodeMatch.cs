using Insight.Etl.Sources.Cubes;

namespace Insight.Etl.Sources.Drift;

/// <summary>Where a word of the settings stands among the values of a variable today, compared with the last good mapping.</summary>
/// <param name="Position">Position of the value; −1 where it is not certain which one is meant.</param>
/// <param name="Alert">What has changed though it is certain what is meant, or null.</param>
/// <param name="Stop">Why it is not certain any more, or null.</param>
internal readonly record struct CodeMatch(int Position, string? Alert, string? Stop)
{
    /// <summary>Finds a word: by code as the settings say, by the code that it had last, by the text that it had last.</summary>
    /// <param name="word">What the settings call it.</param>
    /// <param name="axis">The variable.</param>
    /// <param name="bySettings">Where the settings alone would find it, or −1.</param>
    /// <param name="last">What it was when it was last loaded, or null.</param>
    /// <param name="confirmed">The text that the settings confirm, or null.</param>
    public static CodeMatch Find(string word, CubeAxis axis, int bySettings, MappedCode? last, string? confirmed)
    {
        if (last is null)
        {
            return new CodeMatch(bySettings, null, null);
        }

        var known = axis.PositionOf(last.Code);
        var position = bySettings >= 0 ? bySettings : known >= 0 ? known : ByLabel(axis, last.Label);
        if (position < 0)
        {
            return new CodeMatch(-1, null, $"'{last.Code}'{Text(last.Label)} is gone from variable '{axis.Code}' and nothing there is certainly the same ({string.Join(", ", axis.Values.Take(12))}); write the new code in source.yml.");
        }

        var (code, label) = (axis.Values[position], axis.LabelAt(position));
        return Judge(word, axis, new MappedCode(code, label), last, confirmed) is { } stop
            ? new CodeMatch(position, null, stop)
            : new CodeMatch(position, Told(word, new MappedCode(code, label), last, bySettings < 0), null);
    }

    /// <summary>Why a value that was found may mean something else than it did; null where that is not to be feared.</summary>
    private static string? Judge(string word, CubeAxis axis, MappedCode now, MappedCode last, string? confirmed)
    {
        if (now.Label is null || last.Label is null || Same(now.Label, last.Label) || (confirmed is not null && Same(now.Label, confirmed)))
        {
            return null;
        }

        var other = ByLabel(axis, last.Label);
        var remedy = $"Look at the table; if '{now.Code}' is right, confirm it in source.yml: {{code: {now.Code}, label: \"{now.Label}\"}}.";
        return other >= 0 ? $"'{now.Code}' now means '{now.Label}', and what it meant ('{last.Label}') is '{axis.Values[other]}': codes have changed places. {remedy}"
            : now.Code != last.Code && now.Code != word ? $"'{last.Code}' ('{last.Label}') may have become '{now.Code}' ('{now.Label}'), but neither code nor text is as it was. {remedy}"
            : null;
    }

    private static string? Told(string word, MappedCode now, MappedCode last, bool unknownToSettings) =>
        now.Code != last.Code ? $"'{last.Code}' is called '{now.Code}' now{Text(now.Label)}; it is read as before{(unknownToSettings ? $". Write '{now.Code}' in the place of '{word}' in source.yml" : "")}."
        : unknownToSettings ? $"'{word}' is called '{now.Code}' since an earlier load{Text(now.Label)}; write that in source.yml."
        : now.Label is not null && last.Label is not null && !Same(now.Label, last.Label) ? $"'{now.Code}' was '{last.Label}' and is '{now.Label}' now; it is read as before. Look whether its definition has changed."
        : null;

    private static int ByLabel(CubeAxis axis, string? label)
    {
        var found = label is null ? [] : Enumerable.Range(0, axis.Labels.Count).Where(i => Same(axis.Labels[i], label)).Take(2).ToList();
        return found is [var only] ? only : -1;
    }

    private static bool Same(string a, string b) => string.Equals(Plain(a), Plain(b), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Text(string? label) => label is null ? "" : $" ('{label}')";
}
