using System.CommandLine;
using System.Globalization;
using Insight.Etl.Run;
using Insight.Etl.Scheduling;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Commands;

/// <summary><c>insight schedule</c>: when sources are loaded by themselves. A change takes effect in a running worker within a second or two.</summary>
internal static class ScheduleCommands
{
    private static readonly Option<string?> Zone = new("--time-zone") { Description = "IANA name of the time zone (default Europe/Helsinki)." };

    public static Command Create() => new("schedule", "When sources are loaded by themselves: list, create, change, pause, resume, remove, run.")
    {
        List(),
        Make(),
        Change(),
        OnId("pause", "Start nothing by this schedule for now.", (place, id) => Describe(Book(place).Pause(id, true, StewardOnCommandLine.Name(place)))),
        OnId("resume", "Let a paused schedule go on; what fell due in the pause is not made up for.", (place, id) => Describe(Book(place).Pause(id, false, StewardOnCommandLine.Name(place)))),
        OnId("remove", "Remove a schedule that a steward made.", (place, id) =>
        {
            Book(place).Remove(id, StewardOnCommandLine.Name(place));
            return $"{id} is removed.";
        }),
        RunNow(),
    };

    private static Command List()
    {
        var command = new Command("list", "List schedules with their next five runs in local time.");
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place =>
        {
            var schedules = new Schedules(place.Operations, place.Clock);
            foreach (var source in place.Sources.All.Where(s => s.Schedule is not null))
            {
                schedules.Follow(source.Id, source.Schedule!.Cron, source.Schedule.TimeZone, place.Clock.GetUtcNow());
            }

            foreach (var planned in Book(place).List())
            {
                Console.WriteLine(Describe(planned));
            }

            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static Command Make()
    {
        var (source, cron) = (new Argument<string>("source") { Description = "Id of the source." }, new Argument<string>("cron") { Description = "Six fields: second minute hour day month weekday, for example '0 30 8 ? * MON-FRI'." });
        var id = new Option<string?>("--id") { Description = "Id of the schedule; default that of the source." };
        var command = new Command("create", "Make a schedule.") { source, cron, Zone, id };
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place => Say(Describe(Book(place).Create(
            parsed.GetValue(id), parsed.GetRequiredValue(source), parsed.GetRequiredValue(cron), parsed.GetValue(Zone) ?? "Europe/Helsinki", StewardOnCommandLine.Name(place))))));
        return command;
    }

    private static Command Change()
    {
        var id = new Argument<string>("schedule") { Description = "Id of the schedule." };
        var cron = new Option<string?>("--cron") { Description = "Six fields; what is not said stays." };
        var command = new Command("change", "Change when a schedule fires.") { id, cron, Zone };
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place =>
            Say(Describe(Book(place).Change(parsed.GetRequiredValue(id), parsed.GetValue(cron), parsed.GetValue(Zone), StewardOnCommandLine.Name(place))))));
        return command;
    }

    private static Command RunNow()
    {
        var id = new Argument<string>("schedule") { Description = "Id of the schedule." };
        var command = new Command("run", "Run the source of a schedule now, in this process.") { id };
        command.SetAction((parsed, token) => InsightCommand.InWorkplaceAsync(parsed, place =>
            LoadCommands.RunAsync(place, [Book(place).Find(parsed.GetRequiredValue(id)).Schedule.Source], new PipelineOptions(), token)));
        return command;
    }

    private static Command OnId(string verb, string description, Func<Workplace, string, string> act)
    {
        var id = new Argument<string>("schedule") { Description = "Id of the schedule." };
        var command = new Command(verb, description) { id };
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place => Say(act(place, parsed.GetRequiredValue(id)))));
        return command;
    }

    private static Task<int> Say(string line)
    {
        Console.WriteLine(line);
        return Task.FromResult(ExitCode.Done);
    }

    private static ScheduleBook Book(Workplace place) => new(place.Operations, () => [.. place.Sources.All.Select(s => s.Id)], place.Clock);

    private static string Describe(PlannedSchedule planned)
    {
        var schedule = planned.Schedule;
        var next = schedule.IsPaused ? "paused" : string.Join(", ", planned.Next.Select(t => t.ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
        return $"{schedule.Id,-26} {schedule.Source,-26} {schedule.Cron} {schedule.TimeZone}  {next}";
    }
}
