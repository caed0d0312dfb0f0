namespace Insight.Etl.Staging.TextFiles;

/// <summary>Reads yes and no as producers write them; case does not matter.</summary>
public static class BooleanText
{
    /// <summary>What a yes or no should look like, for messages.</summary>
    public const string Expectation = "true or false, 1 or 0, Kyllä or Ei, On or Ei expected";

    private static readonly HashSet<string> Yes = new(["true", "1", "kyllä", "on"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> No = new(["false", "0", "ei"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the text says yes or no; false where it says neither. <c>On</c> is Finnish for "it is", not the English switch – both mean
    /// yes.
    /// </summary>
    public static bool TryParse(string text, out bool value)
    {
        value = Yes.Contains(text.Trim());
        return value || No.Contains(text.Trim());
    }
}
