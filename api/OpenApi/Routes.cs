namespace Insight.Api.OpenApi;

/// <summary>Maps resources together with their description.</summary>
public static class Routes
{
    /// <summary>Maps GET (and HEAD).</summary>
    public static void Get(this IEndpointRouteBuilder routes, string path, Operation operation, RequestDelegate answer) =>
        routes.Map(path, operation, answer, HttpMethods.Get, HttpMethods.Head);

    /// <summary>Maps POST.</summary>
    public static void Post(this IEndpointRouteBuilder routes, string path, Operation operation, RequestDelegate answer) =>
        routes.Map(path, operation, answer, HttpMethods.Post);

    /// <summary>Maps DELETE.</summary>
    public static void Delete(this IEndpointRouteBuilder routes, string path, Operation operation, RequestDelegate answer) =>
        routes.Map(path, operation, answer, HttpMethods.Delete);

    /// <summary>Routing also finds the resource for a browser that asks first whether it may (CORS preflight); see Server/OpenDataAccess.</summary>
    private static void Map(this IEndpointRouteBuilder routes, string path, Operation operation, RequestDelegate answer, params string[] methods) =>
        routes.MapMethods(path, methods, answer).WithMetadata(operation, new HttpMethodMetadata(methods, acceptCorsPreflight: true));
}
