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
        OnName("add", "Make a key for one more steward and show it once.", (keys, name) => Show(name, keys.Add(name, StewardOnCommandLine.User))),
        OnName("renew", "Give a steward a new key in place of a lost one and show it once; the former is good for nothing.", (keys, name) => Show(name, keys.Renew(name, StewardOnCommandLine.User))),
        OnName("revoke", "Take a steward's key away.", (keys, name) =>
        {
            keys.Revoke(name, StewardOnCommandLine.User);
            return $"The key of '{name}' is good for nothing now.";
        }),
        List(),
    };

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
                    $"{steward.Name,-20} since {steward.Since:yyyy-MM-dd}{(steward.RevokedAt is { } at ? $", revoked {at:yyyy-MM-dd}" : "")}"));
            }

            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static StewardKeys Keys(Workplace place) => new(place.Operations, place.Folder, place.Clock);

    private static string Show(string name, string key) => $"The key of '{name}', shown this once: {key}";
}
