namespace Insight.Api.Requests;

/// <summary>The languages of names and notes.</summary>
public static class Languages
{
    /// <summary>Finnish, Swedish, English.</summary>
    public static IReadOnlyList<string> All { get; } = ["fi", "sv", "en"];

    /// <summary>The text in an asked language, else the Finnish one, never another; null where no language was asked for.</summary>
    public static string? Pick(IReadOnlyDictionary<string, string> texts, string? language) =>
        language is null ? null : texts.GetValueOrDefault(language) ?? texts.GetValueOrDefault("fi");
}
