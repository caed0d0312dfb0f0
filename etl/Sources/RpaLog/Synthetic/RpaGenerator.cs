using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.StaffAbsence.Synthetic;

namespace Insight.Etl.Sources.RpaLog.Synthetic;

/// <summary>
/// Invents run logs of software robots in four municipalities for 2025 to October 2026, the same bytes every time. Runs go around midnight on purpose, so that days in UTC
/// and in Finland differ; some fail, some are stopped.
/// </summary>
public static class RpaGenerator
{
    private static readonly DateOnly Start = new(2025, 1, 1);
    private static readonly DateOnly End = new(2026, 10, 31);

    /// <summary>Process, items a run, minutes by hand, minutes that remain, hours of maintenance a month.</summary>
    private static readonly (string Process, int Items, string Manual, string Residual, string Maintenance)[] Robots =
    [
        ("LASKU-TILIOINTI", 42, "4,5", "0,5", "6"), ("KULJETUSPAATOS", 6, "22", "4", "3,5"), ("VUOSILOMA", 11, "7,25", "1", "2"), ("KIINTEISTOVERTAILU", 18, "9", "2,5", "8"),
    ];

    /// <summary>Writes one payload; fits <see cref="PayloadGenerator"/>.</summary>
    /// <exception cref="PayloadException">Nothing is invented for that file.</exception>
    public static void Write(SourceDefinition source, PayloadRequest request, Stream destination)
    {
        var municipality = SyntheticMunicipality.All.FirstOrDefault(m => request.Name == $"rpa_runs_{m.Code}.csv" || request.Name == $"rpa_baseline_{m.Code}.csv")
            ?? throw new PayloadException($"'{request.Name}': no robots are invented for it; deliver a file (origin: deliveries), or take the municipality out of source.yml.");
        using var writer = municipality.Writer(destination);
        var robots = Robots.Where((_, i) => municipality.Code is "098" or "111" || i < 2).ToList();
        if (request.Name.StartsWith("rpa_baseline", StringComparison.Ordinal))
        {
            writer.WriteLine(string.Join(';', BaselineFile.KnownColumns));
            robots.ForEach(robot => writer.WriteLine($"{robot.Process};{new DateOnly(2024, 11, 15).ToString(municipality.DateForm, CultureInfo.InvariantCulture)};25;{robot.Manual};{robot.Residual};{robot.Maintenance}"));
        }
        else
        {
            WriteRuns(municipality, robots, writer);
        }
    }

    private static void WriteRuns(SyntheticMunicipality municipality, List<(string Process, int Items, string Manual, string Residual, string Maintenance)> robots, StreamWriter writer)
    {
        writer.WriteLine(string.Join(';', RunFile.KnownColumns));
        var draw = new Draw(municipality.Seed ^ 0x2B07);
        var number = 0;
        for (var day = Start; day <= End; day = day.AddDays(1))
        {
            foreach (var robot in robots.Where(_ => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
            {
                var started = day.ToDateTime(new TimeOnly(draw.Pick<int>([4, 20, 21, 22]), draw.Below(60)), DateTimeKind.Utc);
                var ended = started.AddMinutes(draw.Between(8, 95));
                var state = draw.OneOf(35) ? RunFile.Faulted : draw.OneOf(12) ? RunFile.Stopped : RunFile.Successful;
                var ok = state == RunFile.Successful ? robot.Items * (60 + draw.Below(81)) / 100 : draw.Below(robot.Items);
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"R{++number:000000};{robot.Process};{started:yyyy-MM-ddTHH:mm:ss}Z;{ended:yyyy-MM-ddTHH:mm:ss}Z;{state};{ok};{draw.Below(4)};{(state == RunFile.Faulted ? 1 : 0)};robo{municipality.Code};1.{day.Month}"));
            }
        }
    }
}
