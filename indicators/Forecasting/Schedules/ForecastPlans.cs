using Insight.Indicators.Forecasting.Questions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Insight.Indicators.Forecasting.Schedules;

/// <summary>Which forecasts are kept up to date: the files <c>forecasts.yml</c> of the program and of the user.</summary>
public static class ForecastPlans
{
    private const string FileName = "forecasts.yml";

    /// <summary>The requests of all files, in their order.</summary>
    /// <param name="folders">The program's folder, then the user's.</param>
    /// <exception cref="FormatException">A file is wrong; the message says file, line and what is expected.</exception>
    public static IReadOnlyList<ForecastRequest> Read(IEnumerable<string> folders) =>
        [.. folders.Select(f => Path.Combine(f, FileName)).Where(File.Exists).SelectMany(path => Parse(path, File.ReadAllText(path)))];

    /// <summary>The requests that a text holds.</summary>
    /// <param name="path">Path for messages.</param>
    /// <param name="text">YAML.</param>
    public static IReadOnlyList<ForecastRequest> Parse(string path, string text)
    {
        var reader = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithDuplicateKeyChecking().Build();
        try
        {
            return [.. (reader.Deserialize<List<Plan>?>(text) ?? []).Select(plan => Checked(path, plan).Request)];
        }
        catch (YamlException e)
        {
            throw new FormatException(
                $"{path}:{e.Start.Line}: {e.InnerException?.Message ?? e.Message} (a list of forecasts with indicator, areas, frequency, horizon, method, levels, breakdown)", e);
        }
    }

    private static Plan Checked(string path, Plan plan) => plan is { Indicator: not null, Areas.Count: > 0 }
        ? plan
        : throw new FormatException($"{path}: a forecast names no indicator or no areas; write both, as indicator: unemployment-rate and areas: [KU111].");

    private sealed class Plan
    {
        public string? Indicator { get; set; }

        public List<string> Areas { get; set; } = [];

        public string? Frequency { get; set; }

        public int? Horizon { get; set; }

        public string? Method { get; set; }

        public List<double>? Levels { get; set; }

        public Dictionary<string, string>? Breakdown { get; set; }

        public ForecastRequest Request => new()
        {
            Indicator = Indicator, Areas = Areas, Frequency = Frequency, Horizon = Horizon, Method = Method, Levels = Levels, Breakdown = Breakdown,
        };
    }
}
