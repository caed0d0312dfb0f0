namespace Insight.Api.Requests;

/// <summary>The languages of names and notes.</summary>
public static class Languages
{
    /// <summary>Finnish, Swedish, English.</summary>
    public static IReadOnlyList<string> All { get; } = ["fi", "sv", "en"];

    /// <summary>The first language of Accept-Language that there is; else English.</summary>
    public static string Accepted(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(All.Contains) ?? "en";

    /// <summary>The text in an asked language, else the Finnish one, never another; null where no language was asked for.</summary>
    public static string? Pick(IReadOnlyDictionary<string, string> texts, string? language) =>
        language is null ? null : texts.GetValueOrDefault(language) ?? texts.GetValueOrDefault("fi");
}
