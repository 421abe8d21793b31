/** The package has no types of its own. */
declare module 'asl-validator' {
  interface Result {
    readonly errors: { readonly 'Error code': string; readonly 'Message': string }[];
  }
  function validate(definition: object, options: { checkPaths: boolean; checkArn: boolean }): Result;
  export = validate;
}
