using System.Globalization;

namespace Insight.Api.Server;

/// <summary>
/// What can be set of the server: on the command line (<c>--data</c>), or by environment variables that begin with INSIGHT_
/// (<c>INSIGHT_DATA</c>).
/// </summary>
/// <param name="DataFolder">The data folder (<c>data</c>). Default: <c>data</c> in the folder in which the server is started.</param>
/// <param name="SliceMegabytes">Most memory for slices of values, in MB (<c>slice-memory</c>). Default 400; less is slower, never
/// wrong.</param>
/// <param name="AnswerMegabytes">Most memory for whole answers that are asked for again and again, in MB (<c>answer-memory</c>). Default 32; 0 keeps
/// none.</param>
/// <param name="HasDemo">Whether an empty data folder is filled with the bundled sources (off by <c>--no-demo</c>).</param>
/// <param name="RequestsPerSecond">How often a client may ask in the long run (<c>rate-limit</c>), ten times as much at once. Default 100; 0 for no
/// limit. Clients on this machine have none.</param>
public sealed record ApiSettings(string DataFolder, int SliceMegabytes, int AnswerMegabytes, bool HasDemo, int RequestsPerSecond)
{
    /// <summary>Where the server listens unless <c>--urls</c> or ASPNETCORE_URLS says otherwise: this machine only.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    private const int DefaultSliceMegabytes = 400;

    private const int DefaultAnswerMegabytes = 32;
    private const int DefaultRequestsPerSecond = 100;
    private const int MostRequestsPerSecond = 1_000_000;

    /// <summary>Most bytes for slices and for the ready texts of those that are asked for most.</summary>
    public long SliceBytes => SliceMegabytes * 1024L * 1024;

    /// <summary>Most bytes of that for ready texts.</summary>
    public long ReadyBytes => SliceBytes / 8;

    /// <summary>Reads the settings of a host.</summary>
    /// <exception cref="FormatException">A setting is not of its form; the message names it.</exception>
    public static ApiSettings Of(IConfiguration configuration, string startFolder) => new(
        Path.GetFullPath(configuration["data"] ?? "data", startFolder),
        Number(configuration, "slice-memory", 1, int.MaxValue, DefaultSliceMegabytes, "megabytes"),
        Number(configuration, "answer-memory", 0, int.MaxValue, DefaultAnswerMegabytes, "megabytes"),
        configuration["no-demo"] is null or "false",
        Number(configuration, "rate-limit", 0, MostRequestsPerSecond, DefaultRequestsPerSecond, "requests a second"));

    /// <summary>A whole number, as <c>--slice-memory 400</c> or INSIGHT_SLICE_MEMORY=400.</summary>
    private static int Number(IConfiguration configuration, string name, int least, int most, int otherwise, string unit)
    {
        var text = configuration[name] ?? configuration[name.Replace('-', '_')];
        return text is null
            ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw new FormatException(
                    string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}', which is not a whole number of {unit}; write for example --{name} {otherwise}."));
    }

    /// <summary>Options without a value (<c>--no-demo</c>) written so that the configuration reads them.</summary>
    public static string[] Normalise(string[] args) => [.. args.Select(a => a is "--no-demo" or "--no-worker" ? a + "=true" : a)];
}
