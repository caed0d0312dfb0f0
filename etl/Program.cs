using Insight.Etl.Commands;

return await InsightCommand.Create().Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
