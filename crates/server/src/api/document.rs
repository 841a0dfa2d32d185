//! The OpenAPI document: what is true of the whole API is said here once — the server, the security scheme, the ways in
//! which any operation can be refused, and `Idempotency-Key`.

use axum::{body::Bytes, http::header, response::IntoResponse};
use utoipa::{
    OpenApi as _, PartialSchema, ToSchema,
    openapi::{
        ContentBuilder, OpenApi, Ref, RefOr, Required, ResponseBuilder,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem},
        schema::{ObjectBuilder, Type},
        security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
        server::Server,
    },
};

use super::problem::{Explained, MEDIA_TYPE, Place};

const ABOUT: &str = "Follow orders through their processes, from your own programs. Every command and list of the \
screens is here.

Send `Authorization: Bearer <token>`; make a token under My account, or with `yidan admin token --user NAME`. You see \
and may do what the token's person may.

Amounts are decimal text (`\"12.50\"`), never numbers with a point. Days are ISO 8601, times RFC 3339; times are answered \
in UTC. Fields that are not known are refused.

What is refused is explained as `application/problem+json` (RFC 9457), in the language of `Accept-Language` (`zh` or \
`en`), or else in that of the token's person. `code` is a stable name of the reason.

Any POST may carry an `Idempotency-Key`: sent again within two days, the same request gets the same answer and nothing is \
done twice.";

#[derive(utoipa::OpenApi)]
#[openapi(info(title = "yidan", license(name = "Apache-2.0", identifier = "Apache-2.0")))]
struct About;

pub fn about() -> OpenApi {
    let mut document = About::openapi();
    document.info.description = Some(ABOUT.replace("\\\n", ""));
    document.servers = Some(vec![Server::new("/api/v1")]);
    document.security = Some(vec![SecurityRequirement::new("bearer", Vec::<String>::new())]);
    let components = document.components.get_or_insert_default();
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    components.security_schemes.insert("bearer".into(), bearer.into());
    let mut schemas = vec![(Explained::name().into_owned(), Explained::schema())];
    Explained::schemas(&mut schemas);
    schemas.push((Place::name().into_owned(), Place::schema()));
    components.schemas.extend(schemas);
    document
}

/// The document as it is served, made once.
pub fn served(document: OpenApi) -> impl Fn() -> std::future::Ready<axum::response::Response> + Clone + Send + 'static {
    let json = Bytes::from(serde_json::to_vec(&complete(document)).unwrap_or_default());
    move || std::future::ready(([(header::CONTENT_TYPE, "application/json")], json.clone()).into_response())
}

/// Adds to every operation what holds for all of its kind.
fn complete(mut document: OpenApi) -> OpenApi {
    for item in document.paths.paths.values_mut() {
        let PathItem { get, put, post, delete, .. } = item;
        for operation in [&mut *get, put, delete].into_iter().flatten() {
            refusals(operation);
        }
        if let Some(operation) = post {
            operation.parameters.get_or_insert_default().push(idempotency_key().into());
            refusals(operation);
        }
    }
    document
}

fn idempotency_key() -> Parameter {
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("Any word of your own for this request; the same request under it is done once."))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[!-~]{1,200}$"))))
        .build()
}

fn is_in_path(parameter: &RefOr<Parameter>) -> bool {
    matches!(parameter, RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Path)
}

const CONFLICT: &str = "Something has happened since the version that was named: `since` says what.";

fn refusals(operation: &mut Operation) {
    let parameters = operation.parameters.as_deref().unwrap_or_default();
    let in_path = parameters.iter().any(is_in_path);
    let anything_to_read = operation.request_body.is_some() || parameters.len() > usize::from(in_path);
    let mut all = vec![("401", "No token, or not one in force.")];
    if in_path {
        all.push(("404", "It is not there, or not for you to see."));
    }
    if anything_to_read {
        all.push((
            "422",
            "Something in it is wrong, or a rule refuses it: `errors` and `detail` say what and how to mend it.",
        ));
    }
    if operation.request_body.is_some() {
        all.push(("400", "The body cannot be read."));
        all.push(("413", "The body is too large."));
        all.push(("415", "The body is of another media type."));
    }
    let declared = [("403", "The token's person may not do this."), ("409", CONFLICT)];
    let also = declared.into_iter().filter(|(status, _)| operation.responses.responses.contains_key(*status));
    all.extend(also.collect::<Vec<_>>());
    for (status, why) in all {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(Explained::name()))).build();
        let refused = ResponseBuilder::new().description(why).content(MEDIA_TYPE, content).build();
        operation.responses.responses.insert(status.to_owned(), refused.into());
    }
}
