using Insight.Etl.Commands;
using Spectre.Console;

namespace Insight.Etl.Tests.Commands;

/// <summary>The command line with what it writes; for fixtures that run alone, because the console is the process's.</summary>
internal static class CapturedConsole
{
    public static async Task<(int Exit, string Output, string Errors)> InsightAsync(string folder, params IEnumerable<string> arguments)
    {
        var (output, errors, before) = (new StringWriter(), new StringWriter(), (Console.Out, Console.Error));
        Console.SetOut(output);
        Console.SetError(errors);
        try
        {
            AnsiConsole.Console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output) });
            var exit = await InsightCommand.Create().Parse([.. arguments, "--data", folder]).InvokeAsync();
            return (exit, output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(before.Out);
            Console.SetError(before.Error);
        }
    }
}
