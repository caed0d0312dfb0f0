namespace Insight.Api.OpenApi;

/// <summary>Maps resources together with their description.</summary>
public static class Routes
{
    /// <summary>Maps GET (and HEAD).</summary>
    public static void Get(this IEndpointRouteBuilder routes, string path, Operation operation, RequestDelegate answer) =>
        routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], answer).WithMetadata(operation);

    /// <summary>Maps POST.</summary>
    public static void Post(this IEndpointRouteBuilder routes, string path, Operation operation, RequestDelegate answer) =>
        routes.MapMethods(path, [HttpMethods.Post], answer).WithMetadata(operation);

    /// <summary>Maps DELETE.</summary>
    public static void Delete(this IEndpointRouteBuilder routes, string path, Operation operation, RequestDelegate answer) =>
        routes.MapMethods(path, [HttpMethods.Delete], answer).WithMetadata(operation);
}
