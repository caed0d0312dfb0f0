using System.CommandLine;
using System.Globalization;
using Insight.Etl.Run;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Commands;

/// <summary><c>insight key</c>: the stewards' keys. Whoever can write the data folder may do it; the audit log keeps who did.</summary>
internal static class KeyCommands
{
    public static Command Create() => new("key", "The stewards' keys: add, list, revoke, renew.")
    {
        Add(),
        OnName("renew", "Give a steward a new key in place of a lost one and show it once; the former is good for nothing.", (keys, name) => Show(name, keys.Renew(name, StewardOnCommandLine.User))),
        OnName("revoke", "Take a steward's key away.", (keys, name) =>
        {
            keys.Revoke(name, StewardOnCommandLine.User);
            return $"The key of '{name}' is good for nothing now.";
        }),
        List(),
    };

    private static Command Add()
    {
        var name = new Argument<string>("name") { Description = "The holder's name, as it stands in the audit log." };
        var area = new Option<string?>("--area") { Description = "The key delivers files and observations of this municipality (016) and does nothing else." };
        var source = new Option<string?>("--source") { Description = "The key delivers to this source and does nothing else." };
        var command = new Command("add", "Make a key and show it once: for one more steward, or for somebody who may only deliver.") { name, area, source };
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place =>
        {
            var (holder, only) = (parsed.GetRequiredValue(name), parsed.GetValue(source) is { } id ? place.Sources.Find(id).Id : null);
            Console.WriteLine(Show(holder, Keys(place).Add(holder, StewardOnCommandLine.User, AreaOf(place, parsed.GetValue(area)), only)));
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static string? AreaOf(Workplace place, string? text) => text is null ? null
        : place.Areas.TryResolve(text, out var area) ? area.Id
        : throw new FormatException($"There is no area '{text}'; write a municipality's number such as 016, or its id KU016.");

    private static Command OnName(string verb, string description, Func<StewardKeys, string, string> act)
    {
        var name = new Argument<string>("name") { Description = "The steward's name, as it stands in the audit log." };
        var command = new Command(verb, description) { name };
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place =>
        {
            Console.WriteLine(act(Keys(place), parsed.GetRequiredValue(name)));
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List the stewards; their keys are not kept and cannot be shown.");
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place =>
        {
            foreach (var steward in Keys(place).List())
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{steward.Name,-20} since {steward.Since:yyyy-MM-dd}{(steward.RevokedAt is { } at ? $", revoked {at:yyyy-MM-dd}" : "")}{Bounds(steward)}"));
            }

            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static string Bounds(Steward holder) =>
        holder.IsSteward ? "" : $", delivers{(holder.Area is null ? "" : " of " + holder.Area)}{(holder.Source is null ? "" : " to " + holder.Source)} only";

    private static StewardKeys Keys(Workplace place) => new(place.Operations, place.Folder, place.Clock);

    private static string Show(string name, string key) => $"The key of '{name}', shown this once: {key}";
}
