namespace Insight.Etl.Sources.MunicipalExports;

/// <summary>What the codes of a file mean, by a setting: code → member.</summary>
internal static class WordList
{
    /// <summary>The municipality's own list, else the common one of the source; empty where there is neither.</summary>
    /// <param name="own">The municipality's settings.</param>
    /// <param name="common">The source's settings.</param>
    /// <param name="name">The list.</param>
    /// <param name="members">The members that there are; null where the list itself declares them.</param>
    /// <exception cref="SettingsException">A code is mapped to something that is none of them.</exception>
    public static IReadOnlyDictionary<string, string> Read(SettingsNode own, SettingsNode common, string name, params string[]? members) =>
        (own[name].Exists ? own[name] : common[name]).Entries.ToDictionary(
            e => e.Key,
            e => members is null || members.Contains(e.Value.Text)
                ? e.Value.Text
                : throw e.Value.Wrong($"'{e.Value.Text}' cannot stand under {name}; known are {string.Join(", ", members)}."),
            StringComparer.Ordinal);
}
