using System.Globalization;

namespace Insight.Api.Server;

/// <summary>
/// What can be set of the server: on the command line (<c>--data</c>), or by environment variables that begin with INSIGHT_
/// (<c>INSIGHT_DATA</c>).
/// </summary>
/// <param name="DataFolder">The data folder (<c>data</c>). Default: <c>data</c> in the folder in which the server is started.</param>
/// <param name="SliceMegabytes">Most memory for slices of values, in MB (<c>slice-memory</c>). Default 400; less is slower, never
/// wrong.</param>
/// <param name="HasDemo">Whether an empty data folder is filled with the bundled sources (off by <c>--no-demo</c>).</param>
public sealed record ApiSettings(string DataFolder, int SliceMegabytes, bool HasDemo)
{
    /// <summary>Where the server listens unless <c>--urls</c> or ASPNETCORE_URLS says otherwise: this machine only.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    private const int DefaultSliceMegabytes = 400;

    /// <summary>Reads the settings of a host.</summary>
    /// <exception cref="FormatException">A setting is not of its form; the message names it.</exception>
    public static ApiSettings Of(IConfiguration configuration, string startFolder)
    {
        var memory = configuration["slice-memory"];
        if (memory is not null
            && (!int.TryParse(memory, NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) || megabytes < 1))
        {
            throw new FormatException(
                $"slice-memory is '{memory}', which is not a whole number of megabytes; write for example --slice-memory 400.");
        }

        return new ApiSettings(
            Path.GetFullPath(configuration["data"] ?? "data", startFolder),
            memory is null ? DefaultSliceMegabytes : int.Parse(memory, CultureInfo.InvariantCulture),
            configuration["no-demo"] is null or "false");
    }

    /// <summary>Options without a value (<c>--no-demo</c>) written so that the configuration reads them.</summary>
    public static string[] Normalise(string[] args) => [.. args.Select(a => a is "--no-demo" or "--no-worker" ? a + "=true" : a)];
}
