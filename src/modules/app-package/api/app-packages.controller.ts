import { Controller } from '@nestjs/common';
import { Operation, type Reply } from '../../common/operation/index.js';
import { DescriptorView } from './descriptor-view.js';
import { DOCUMENT, type Request } from './operation-request.js';
import { PackageContent } from './package-content.js';
import { PackageOperations } from './package-operations.js';

/** Packages as /app_packages/{appPkgId}. */
@Controller()
export class AppPackagesController {
  constructor(
    private readonly operations: PackageOperations,
    private readonly content: PackageContent,
    private readonly descriptors: DescriptorView,
  ) {}

  @Operation(DOCUMENT, 'ApppackagesPOST')
  appPackagesPost({ body }: Request<'ApppackagesPOST'>): Promise<Reply> {
    return this.operations.create(body);
  }

  @Operation(DOCUMENT, 'ApppackagesGET')
  appPackagesGet({ query, ifNoneMatch }: Request<'ApppackagesGET'>): Promise<Reply> {
    return this.operations.list(query, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'ApppackagesGETApppkgid')
  appPackageGet({ path, ifNoneMatch }: Request<'ApppackagesGETApppkgid'>): Promise<Reply> {
    return this.operations.get(path.appPkgId, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'ApppackagesPATCHApppkgid')
  appPackagePatch({ path, body, ifMatch }: Request<'ApppackagesPATCHApppkgid'>): Promise<Reply> {
    return this.operations.setOperationalState(path.appPkgId, body.operationalState, ifMatch);
  }

  @Operation(DOCUMENT, 'ApppackagesDELETEApppkgid')
  appPackageDelete({ path, ifMatch }: Request<'ApppackagesDELETEApppkgid'>): Promise<Reply> {
    return this.operations.delete(path.appPkgId, ifMatch);
  }

  @Operation(DOCUMENT, 'ApppackagesAppdGETApppkgid')
  appDGet({ path, query, mediaType, ifNoneMatch }: Request<'ApppackagesAppdGETApppkgid'>): Promise<Reply> {
    return this.descriptors.get(path.appPkgId, query, mediaType, ifNoneMatch);
  }

  @Operation(DOCUMENT, 'ApppackagesPackagecontentGETApppkgid')
  packageContentGet({ path, ...wanted }: Request<'ApppackagesPackagecontentGETApppkgid'>): Promise<Reply> {
    return this.content.get(path.appPkgId, wanted);
  }

  @Operation(DOCUMENT, 'ApppackagesPackagecontentPUTApppkgid')
  packageContentPut({ path, body, contentLength }: Request<'ApppackagesPackagecontentPUTApppkgid'>): Promise<Reply> {
    return this.content.put(path.appPkgId, body, contentLength);
  }
}
