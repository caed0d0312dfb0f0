using YamlDotNet.Serialization;

namespace Insight.Indicators.Narrative;

/// <summary>Reads the texts that lie beside the code (<c>Narrative/*.yml</c>) and are embedded in this assembly.</summary>
internal static class NarrativeFiles
{
    /// <summary>A file as mapping of keys to mappings: <c>sentences.yml</c>, <c>subjects.yml</c>.</summary>
    public static Dictionary<string, Dictionary<string, string>> Texts(string file) => Read<Dictionary<string, Dictionary<string, string>>>(file);

    /// <summary>A file of any shape.</summary>
    public static T Read<T>(string file)
    {
        using var stream = typeof(NarrativeFiles).Assembly.GetManifestResourceStream("narrative/" + file)
            ?? throw new FileNotFoundException($"The assembly lacks narrative/{file}; it is embedded by Insight.Indicators.csproj.", file);
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().Build().Deserialize<T>(reader);
    }
}
